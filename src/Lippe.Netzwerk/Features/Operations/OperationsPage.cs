using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>What an operator wants to know in plain words.</summary>
public sealed record OperationsPage(
    HubFacts Facts,
    BackupState Backup,
    IReadOnlyList<JobRow> Jobs,
    IReadOnlyList<JobFailure> Failures,
    WaitingMails Waiting,
    IReadOnlyList<JobNode> Nodes,
    IndexStatus Index);

/// <summary>A job with how long its last run worked, where that is known.</summary>
public sealed record JobRow(PlannedJob Job, TimeSpan? Lasted)
{
    /// <summary>What that means, where it does not go without saying; otherwise null.</summary>
    public string? Explanation => Job.Condition switch
    {
        JobCondition.Retrying => "Der letzte Lauf scheiterte und wird bald wiederholt.",
        JobCondition.Failed => "Der letzte Lauf scheiterte. Der nächste kommt zur gewohnten Zeit.",
        JobCondition.Overdue => "Ihre Zeit ist vorbei, und kein Knoten hat sie begonnen.",
        JobCondition.Disabled => "Sie ließ sich mehrmals nicht planen. Binnen einer Minute plant ein Knoten sie neu.",
        _ => null,
    };

    /// <summary>The colour of its badge, which the words say as well.</summary>
    public string Color => Job.Condition switch
    {
        JobCondition.Done => "success",
        JobCondition.New or JobCondition.Running => "info",
        _ => "warning",
    };
}
