namespace Lippe.Netzwerk.Domain;

/// <summary>
/// Who did what to which record, written with the deed; a member's own data and the versions of the network's own
/// records are read from it.
/// </summary>
public sealed class Activity
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for imports and commands.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>What kind of record, as <see cref="IRecorded.Record"/> calls it.</summary>
    public required string Kind { get; init; }

    public required string SubjectId { get; init; }

    /// <summary>
    /// A verb in the past: <c>created</c>, <c>changed</c>, <c>deleted</c>, or the truer one the session was given.
    /// </summary>
    public required string Deed { get; init; }

    /// <summary>What an <see cref="INetworkRecord"/> said after it, or at last; null for all other records.</summary>
    public string? Content { get; init; }
}
