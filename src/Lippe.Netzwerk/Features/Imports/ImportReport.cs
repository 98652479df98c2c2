namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What became of one file of an import.</summary>
public enum ImportOutcome
{
    Created,
    Revised,
    Unchanged,

    /// <summary>File and document both changed; the document stays.</summary>
    Conflict,
    Failed,
}

/// <summary>Something to say of a file or folder.</summary>
/// <param name="Path">Below the folder that is imported.</param>
/// <param name="Line">From 1; null where no line is meant.</param>
/// <param name="Reason">What is wrong, and what to do.</param>
public sealed record ImportFinding(string Path, int? Line, string Reason)
{
    /// <summary>What a command says of it.</summary>
    public string Sentence => Line is { } line ? $"{Path}:{line}: {Reason}" : $"{Path}: {Reason}";
}

/// <summary>What an import did so far.</summary>
public sealed class ImportReport
{
    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Enum.GetValues<ImportOutcome>().Length];
    private readonly List<ImportFinding> _failures = [];
    private readonly List<ImportFinding> _notes = [];

    /// <summary>Number of files the import found, and of folders closed to it.</summary>
    public required int Total { get; init; }

    /// <summary>What the import left alone.</summary>
    public required IReadOnlyList<SkippedFiles> Skipped { get; init; }

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

    /// <summary>Why files were not imported, by path; conflicts are among them.</summary>
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

    internal void Fail(ImportFinding failure, ImportOutcome outcome = ImportOutcome.Failed)
    {
        lock (_lock)
        {
            _counts[(int)outcome]++;
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
