using System.Collections.Concurrent;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Imports Markdown files: new ones are created, changed ones become revisions, the rest stays.</summary>
public sealed class DocumentImport(IServiceScopeFactory scopes)
{
    private const string Note = "Aus einer Datei übernommen";

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Imports all files below a folder; a bad file is reported and the rest goes on.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="publishes">
    /// Whether new documents whose files say no state or visibility become public; else they become drafts of the
    /// network, as do those whose head was not understood.
    /// </param>
    /// <param name="onProgress">Called after each file.</param>
    /// <param name="cancellation">Ends after the documents at hand: each is saved whole or not at all.</param>
    public async Task<ImportReport> ImportAsync(
        string folder, bool publishes, Action<ImportReport> onProgress, CancellationToken cancellation)
    {
        var files = ImportFile.In(folder);
        var report = new ImportReport { Total = files.Count };
        var run = new Run(await LoadReferencesAsync(cancellation), publishes, new());
        var workers = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation,
        };

        await Parallel.ForEachAsync(files, workers, async (file, token) =>
        {
            await ImportAsync(file, run, report, token);
            onProgress(report);
        });
        return report;
    }

    private async Task ImportAsync(ImportFile file, Run run, ImportReport report, CancellationToken cancellation)
    {
        try
        {
            var content = await File.ReadAllTextAsync(file.FullPath, StrictUtf8, cancellation);
            var (source, error) = SourceReader.Read(content);
            error ??= run.References.Check(source!, content) ?? CheckKind(source!, file, content);
            if (error is not null)
                report.Fail(new ImportFinding(file.Path, error.Line, error.Reason));
            else
                report.Count(await SaveAsync(file, source!, run, cancellation), NotesOn(file, source!));
        }
        catch (Exception e) when (ReasonOf(e) is { } reason)
        {
            report.Fail(new ImportFinding(file.Path, 1, reason));
        }
    }

    private static IEnumerable<ImportFinding> NotesOn(ImportFile file, SourceFile source) =>
        source.NotUnderstood.Select(key => new ImportFinding(file.Path, key.Line, key.Reason));

    // What concerns one file; a database that is away ends the import.
    private static string? ReasonOf(Exception e) => e switch
    {
        DecoderFallbackException => "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie in dieser Kodierung.",
        IOException or UnauthorizedAccessException => $"Die Datei lässt sich nicht lesen: {e.Message}",
        DuplicateFileException file =>
            $"Die Datei „{file.FirstPath}“ ergibt dieselbe Adresse. Benennen Sie eine der beiden um.",
        _ when e.IsLostRace() =>
            "In diesem Moment hat jemand anderes das Dokument gespeichert. Rufen Sie den Import noch einmal auf.",
        PostgresException refusal => $"Die Datenbank hat das Dokument abgelehnt: {refusal.MessageText}",
        { InnerException: PostgresException refusal } => ReasonOf(refusal),
        NpgsqlException or { InnerException: NpgsqlException } or OperationCanceledException => null,
        _ => $"Diese Datei lässt sich nicht übernehmen ({e.GetType().Name}: {e.Message}).",
    };

    private async Task<ImportOutcome> SaveAsync(
        ImportFile file, SourceFile source, Run run, CancellationToken cancellation)
    {
        var kind = KindOf(source, file);
        if (!run.Taken.TryAdd((kind, file.Slug), file.Path))
            throw new DuplicateFileException(run.Taken[(kind, file.Slug)]);

        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var slug = file.Slug;
        var document = await session.Query<Document>()
            .SingleOrDefaultAsync(d => d.Kind == kind && d.Slug == slug, cancellation);
        var isNew = document is null;
        var draft = run.References.Resolve(source) with
        {
            State = StateOf(source, document, run.Publishes),
            Visibility = VisibilityOf(source, document, run.Publishes),
        };
        document ??= Document.Create(kind, slug);
        var publishedOn = source.PublishedOn ?? document.PublishedAt?.InBerlin();
        var isPublishedAnew = publishedOn != document.PublishedAt?.InBerlin();
        var archive = scope.ServiceProvider.GetRequiredService<Archive>();
        if (!isNew && !isPublishedAnew && !await archive.IsChangedAsync(document, draft, cancellation))
            return ImportOutcome.Unchanged;

        if (isPublishedAnew)
            document.WasPublishedOn(publishedOn!.Value.StartsAt());
        await archive.SaveAsync(document, draft, Note, cancellation);
        return isNew ? ImportOutcome.Created : ImportOutcome.Revised;
    }

    // What is published must have been meant; what is there already stays as somebody decided.
    private static DocumentState StateOf(SourceFile source, Document? before, bool publishes) =>
        source.LeavesStateOpen ? before?.State ?? (publishes ? DocumentState.Published : DocumentState.Draft)
        : source.NotUnderstood.Count > 0 && !publishes ? before?.State ?? DocumentState.Draft
        : source.Draft.State;

    private static Visibility VisibilityOf(SourceFile source, Document? before, bool publishes) =>
        source.LeavesVisibilityOpen
            ? before?.Visibility ?? (publishes ? Visibility.Public : Visibility.Network)
            : source.Draft.Visibility;

    private static DocumentKind KindOf(SourceFile source, ImportFile file) =>
        source.Kind ?? file.KindOfFolder ?? source.KindOfFacts ?? DocumentKind.Guide;

    // Facts of another kind would be lost in silence.
    private static SourceError? CheckKind(SourceFile source, ImportFile file, string content)
    {
        var kind = KindOf(source, file);
        if (source.KindOfFacts is not { } kindOfFacts || kindOfFacts == kind)
            return null;
        var (key, wanted) = (SourceKeys.Kinds.WordFor(kindOfFacts), SourceKeys.Kinds.WordFor(kind));
        return new SourceError(
            ImportReferences.LineOf(key, content),
            $"Die Angaben unter „{key}“ gehören nicht zur Art „{wanted}“. "
            + "Ändern Sie den Ordner, die Zeile „art“ oder den Schlüssel.");
    }

    private async Task<ImportReferences> LoadReferencesAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        return await ImportReferences.LoadAsync(session, cancellation);
    }

    /// <summary>What all files of one import share.</summary>
    /// <param name="References">What files may name.</param>
    /// <param name="Publishes">Whether silence means publishing.</param>
    /// <param name="Taken">The addresses so far, each with the file it came from.</param>
    private sealed record Run(
        ImportReferences References,
        bool Publishes,
        ConcurrentDictionary<(DocumentKind Kind, string Slug), string> Taken);

    private sealed class DuplicateFileException(string firstPath) : Exception
    {
        public string FirstPath { get; } = firstPath;
    }
}
