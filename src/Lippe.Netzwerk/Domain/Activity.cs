namespace Lippe.Netzwerk.Domain;

/// <summary>
/// Who did what to which record, written with the deed; the export of a member's own data is what reads it.
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
}
