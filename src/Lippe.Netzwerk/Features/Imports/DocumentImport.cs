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

    private const string BothChanged =
        "Das Dokument wurde im Hub bearbeitet und die Datei geändert; das Dokument bleibt, wie es ist. Tragen Sie die "
        + "Änderung im Hub nach, oder lassen Sie mit --ueberschreiben die Datei gelten; die Fassung des Hubs bleibt "
        + "dann als Version.";

    /// <summary>Imports all files below a folder; a bad file is reported and the rest goes on.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="wishes">What the caller asked for.</param>
    /// <param name="onProgress">Called after each file.</param>
    /// <param name="cancellation">Ends after the documents at hand: each is saved whole or not at all.</param>
    public async Task<ImportReport> ImportAsync(
        string folder, ImportWishes wishes, Action<ImportReport> onProgress, CancellationToken cancellation)
    {
        var contents = FolderContents.Of(folder);
        var files = contents.Documents;
        var report = new ImportReport { Total = files.Count + contents.Closed.Count, Skipped = contents.Skipped };
        foreach (var closed in contents.Closed)
            report.Fail(closed);
        var run = new Run(await LoadReferencesAsync(cancellation), wishes, new());
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
            var content = await file.ReadAsync(cancellation);
            var (source, error) = SourceReader.Read(content);
            error ??= run.References.Check(source!, content) ?? CheckKind(source!, file, content);
            if (error is not null)
                report.Fail(new ImportFinding(file.Path, error.Line, error.Reason));
            else
                await TakeOverAsync(file, source!, HubEdits.HashOf(content), run, report, cancellation);
        }
        catch (Exception e) when (ReasonOf(e) is { } reason)
        {
            report.Fail(new ImportFinding(file.Path, 1, reason));
        }
    }

    private async Task TakeOverAsync(
        ImportFile file, SourceFile source, string hash, Run run, ImportReport report, CancellationToken cancellation)
    {
        var outcome = await SaveAsync(file, source, hash, run, cancellation);
        if (outcome == ImportOutcome.Conflict)
            report.Fail(new ImportFinding(file.Path, null, BothChanged), outcome);
        else
            report.Count(outcome, NotesOn(file, source, outcome));
    }

    private static IEnumerable<ImportFinding> NotesOn(ImportFile file, SourceFile source, ImportOutcome outcome)
    {
        var notes = source.NotUnderstood.Select(key => new ImportFinding(file.Path, key.Line, key.Reason));
        return !file.HasNameOfForm || outcome != ImportOutcome.Created ? notes : notes.Prepend(new ImportFinding(
            file.Path,
            null,
            $"Unter „{DocumentAddresses.NewDocument}“ steht das Formular für neue Dokumente. "
            + $"Das Dokument steht unter {KindOf(source, file).AddressOf(file.Slug)}."));
    }

    // What concerns one file; a database that is away ends the import.
    private static string? ReasonOf(Exception e) => e switch
    {
        DecoderFallbackException => "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie in dieser Kodierung.",
        UnauthorizedAccessException =>
            "Die Datei lässt sich nicht lesen. Prüfen Sie, ob das Konto des Hubs sie lesen darf.",
        IOException => $"Die Datei lässt sich nicht lesen: {e.Message}",
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
        ImportFile file, SourceFile source, string hash, Run run, CancellationToken cancellation)
    {
        var kind = KindOf(source, file);
        if (!run.Taken.TryAdd((kind, file.Slug), file.Path))
            throw new DuplicateFileException(run.Taken[(kind, file.Slug)]);

        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var archive = scope.ServiceProvider.GetRequiredService<Archive>();
        var slug = file.Slug;
        var before = await session.Query<Document>()
            .SingleOrDefaultAsync(d => d.Kind == kind && d.Slug == slug, cancellation);
        var document = before ?? Document.Create(kind, slug);
        var draft = DraftOf(source, before, run);
        var publishedOn = source.PublishedOn ?? document.PublishedAt?.InBerlin();
        var isPublishedAnew = publishedOn != document.PublishedAt?.InBerlin();
        var known = before is null ? null : await session.LoadAsync<ImportedFile>(document.Id, cancellation);
        if (before is not null && !isPublishedAnew && !await archive.IsChangedAsync(document, draft, cancellation))
        {
            await KeepAsync(session, known, AgreedAt(document.Version), cancellation);
            return ImportOutcome.Unchanged;
        }

        var isFileNew = known?.Hash != hash;
        if (!isFileNew && known?.Version != document.Version)
            return ImportOutcome.Unchanged;
        if (isFileNew && before is not null && !run.Wishes.Overwrites
            && await new HubEdits(session, archive).AreThereAsync(document, source, known, cancellation))
            return ImportOutcome.Conflict;

        if (isPublishedAnew)
            document.WasPublishedOn(publishedOn!.Value.StartsAt());
        session.Store(AgreedAt(document.Version + 1));
        await archive.SaveAsync(document, draft, Note, cancellation);
        return before is null ? ImportOutcome.Created : ImportOutcome.Revised;

        ImportedFile AgreedAt(long version) => new() { Id = document.Id, Hash = hash, Version = version };
    }

    private static async Task KeepAsync(
        IDocumentSession session, ImportedFile? known, ImportedFile agreed, CancellationToken cancellation)
    {
        if (known == agreed)
            return;
        session.Store(agreed);
        await session.SaveChangesAsync(cancellation);
    }

    private static Draft DraftOf(SourceFile source, Document? before, Run run)
    {
        var draft = run.References.Resolve(source) with
        {
            State = StateOf(source, before, run.Wishes.Publishes),
            Visibility = VisibilityOf(source, before, run.Wishes.Publishes),
            ReviewedOn = source.Draft.ReviewedOn ?? before?.ReviewedOn,
            ReviewDue = source.Draft.ReviewDue ?? before?.ReviewDue,
        };
        // A municipality that took the document over keeps it, and whoever answers for it there.
        return draft.ConcernsId is { } concerned && concerned == before?.MunicipalityId
            ? draft with { MunicipalityId = concerned, ResponsibleId = draft.ResponsibleId ?? before.ResponsibleId }
            : draft;
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
    /// <param name="Wishes">What the caller asked for.</param>
    /// <param name="Taken">The addresses so far, each with the file it came from.</param>
    private sealed record Run(
        ImportReferences References,
        ImportWishes Wishes,
        ConcurrentDictionary<(DocumentKind Kind, string Slug), string> Taken);

    private sealed class DuplicateFileException(string firstPath) : Exception
    {
        public string FirstPath { get; } = firstPath;
    }
}
