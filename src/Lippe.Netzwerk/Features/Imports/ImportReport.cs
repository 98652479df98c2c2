namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What became of one file of an import.</summary>
public enum ImportOutcome
{
    Created,
    Revised,
    Unchanged,
    Failed,
}

/// <summary>A file that was not imported: its path below the folder, the line and the reason.</summary>
public sealed record ImportFailure(string Path, int Line, string Reason);

/// <summary>What an import did so far.</summary>
public sealed class ImportReport
{
    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Enum.GetValues<ImportOutcome>().Length];
    private readonly List<ImportFailure> _failures = [];

    /// <summary>Number of files the import found.</summary>
    public required int Total { get; init; }

    public int this[ImportOutcome outcome]
    {
        get
        {
            lock (_lock)
                return _counts[(int)outcome];
        }
    }

    public int Finished
    {
        get
        {
            lock (_lock)
                return _counts.Sum();
        }
    }

    /// <summary>The failures, by path.</summary>
    public IReadOnlyList<ImportFailure> Failures
    {
        get
        {
            lock (_lock)
                return [.. _failures.OrderBy(failure => failure.Path, StringComparer.Ordinal)];
        }
    }

    internal void Count(ImportOutcome outcome)
    {
        lock (_lock)
            _counts[(int)outcome]++;
    }

    internal void Fail(ImportFailure failure)
    {
        lock (_lock)
            _failures.Add(failure);
        Count(ImportOutcome.Failed);
    }
}
