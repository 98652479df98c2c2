namespace Lippe.Netzwerk.Domain;

/// <summary>Who did what to which record, written in the transaction of the deed.</summary>
public sealed class AuditEvent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for imports and commands.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>A domain verb in the past, for example <c>document.revised</c>.</summary>
    public required string Deed { get; init; }

    public required Guid SubjectId { get; init; }
}
