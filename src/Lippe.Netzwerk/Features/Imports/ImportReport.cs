namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What became of one file of an import.</summary>
public enum ImportOutcome
{
    Created,
    Revised,
    Unchanged,
    Failed,
}

/// <summary>Something to say of a file: its path below the folder, the line and the reason.</summary>
public sealed record ImportFinding(string Path, int Line, string Reason);

/// <summary>What an import did so far.</summary>
public sealed class ImportReport
{
    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Enum.GetValues<ImportOutcome>().Length];
    private readonly List<ImportFinding> _failures = [];
    private readonly List<ImportFinding> _notes = [];

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

    /// <summary>Why files were not imported, by path.</summary>
    public IReadOnlyList<ImportFinding> Failures => Sorted(_failures);

    /// <summary>What was not understood of files that were imported, by path.</summary>
    public IReadOnlyList<ImportFinding> Notes => Sorted(_notes);

    internal void Count(ImportOutcome outcome, IEnumerable<ImportFinding> notes)
    {
        lock (_lock)
        {
            _counts[(int)outcome]++;
            _notes.AddRange(notes);
        }
    }

    internal void Fail(ImportFinding failure)
    {
        lock (_lock)
        {
            _counts[(int)ImportOutcome.Failed]++;
            _failures.Add(failure);
        }
    }

    private IReadOnlyList<ImportFinding> Sorted(List<ImportFinding> findings)
    {
        lock (_lock)
        {
            return
            [
                .. findings.OrderBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Line),
            ];
        }
    }
}
