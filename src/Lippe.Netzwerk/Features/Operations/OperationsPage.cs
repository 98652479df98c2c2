namespace Lippe.Netzwerk.Features.Operations;

/// <summary>What an operator wants to know in plain words.</summary>
public sealed record OperationsPage(
    IReadOnlyList<JobRow> Jobs, IReadOnlyList<JobFailure> Failures, WaitingRow Waiting, IReadOnlyList<JobNode> Nodes);

/// <summary>A job with how long its last run worked, where that is known.</summary>
public sealed record JobRow(PlannedJob Job, TimeSpan? Lasted)
{
    public string Condition => Job.Condition switch
    {
        JobCondition.New => "noch nicht gelaufen",
        JobCondition.Running => "läuft gerade",
        JobCondition.Done => "in Ordnung",
        JobCondition.Retrying => "fehlgeschlagen, wird gleich wiederholt",
        JobCondition.Failed => "zuletzt fehlgeschlagen",
        JobCondition.Overdue => "überfällig: Kein Knoten hat sie begonnen",
        _ => "ausgesetzt: Sie ließ sich nicht planen und wird in der nächsten Minute neu geplant",
    };
}

/// <summary>The mails that are due.</summary>
/// <param name="OldestAt">Since when the oldest waits; null when none does.</param>
public sealed record WaitingRow(int Count, DateTimeOffset? OldestAt, bool AreStuck);
