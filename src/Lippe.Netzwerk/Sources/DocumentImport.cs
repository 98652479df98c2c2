using System.Collections.Concurrent;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Sources;

/// <summary>Imports a folder of Markdown files: new ones are created, changed ones become revisions, the rest stays.</summary>
public sealed class DocumentImport(IServiceScopeFactory scopes)
{
    private const string Note = "Aus einer Datei übernommen";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Imports all files below a folder; a bad file is reported and the rest goes on.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="onProgress">Called after each file.</param>
    /// <param name="cancellation">Ends after the documents at hand: each is saved whole or not at all.</param>
    public async Task<ImportReport> ImportAsync(string folder, Action<ImportReport> onProgress, CancellationToken cancellation)
    {
        var files = ImportFile.In(folder);
        var report = new ImportReport { Total = files.Count };
        var run = new Run(await LoadReferencesAsync(cancellation), new ConcurrentDictionary<(DocumentKind, string), string>());
        var workers = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };

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
                report.Fail(new ImportFailure(file.Path, error.Line, error.Reason));
            else
                report.Count(await SaveAsync(file, source!, run, cancellation));
        }
        catch (DecoderFallbackException)
        {
            report.Fail(new ImportFailure(file.Path, 1, "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie in dieser Kodierung."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Fail(new ImportFailure(file.Path, 1, $"Die Datei lässt sich nicht lesen: {e.Message}"));
        }
        catch (DuplicateFileException e)
        {
            report.Fail(new ImportFailure(file.Path, 1, $"Die Datei „{e.FirstPath}“ ergibt dieselbe Adresse. Benennen Sie eine der beiden um."));
        }
        catch (Exception e) when (e is PostgresException or DbUpdateException { InnerException: PostgresException })
        {
            var reason = (e as PostgresException ?? (PostgresException)e.InnerException!).MessageText;
            report.Fail(new ImportFailure(file.Path, 1, $"Die Datenbank hat das Dokument abgelehnt: {reason}"));
        }
    }

    private async Task<ImportOutcome> SaveAsync(ImportFile file, SourceFile source, Run run, CancellationToken cancellation)
    {
        var kind = KindOf(source, file);
        if (!run.Taken.TryAdd((kind, file.Slug), file.Path))
            throw new DuplicateFileException(run.Taken[(kind, file.Slug)]);

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var document = await session.Query<Document>().SingleOrDefaultAsync(d => d.Kind == kind && d.Slug == file.Slug, cancellation);
        var isNew = document is null;
        document ??= Document.Create(kind, file.Slug);

        var draft = run.References.Resolve(source);
        var publishedOn = source.PublishedOn ?? document.PublishedAt?.InBerlin();
        if (!isNew && IsUnchanged(document, draft, publishedOn, run.References))
            return ImportOutcome.Unchanged;

        if (publishedOn != document.PublishedAt?.InBerlin())
            document.WasPublishedOn(publishedOn!.Value.StartsAt());
        await scope.ServiceProvider.GetRequiredService<Archive>().SaveAsync(document, draft, authorId: null, Note, cancellation);
        return isNew ? ImportOutcome.Created : ImportOutcome.Revised;
    }

    private static bool IsUnchanged(Document document, Draft draft, DateOnly? publishedOn, ImportReferences references)
    {
        var now = Archive.ToFile(document, references.SlugOf(document.MunicipalityId));
        var then = now with { MunicipalitySlug = references.SlugOf(draft.MunicipalityId), PublishedOn = publishedOn, Draft = draft };
        return document.ResponsibleId == draft.ResponsibleId && SourceWriter.Write(now) == SourceWriter.Write(then);
    }

    private static DocumentKind KindOf(SourceFile source, ImportFile file) =>
        source.Kind ?? file.KindOfFolder ?? KindOf(source.Draft.Facts) ?? DocumentKind.Guide;

    private static DocumentKind? KindOf(object? facts) => facts switch
    {
        GuideFacts => DocumentKind.Guide,
        ProjectFacts => DocumentKind.Project,
        MinutesFacts => DocumentKind.Minutes,
        _ => null,
    };

    // Facts of another kind would be lost in silence.
    private static SourceError? CheckKind(SourceFile source, ImportFile file, string content)
    {
        var kind = KindOf(source, file);
        if (KindOf(source.Draft.Facts) is not { } kindOfFacts || kindOfFacts == kind)
            return null;
        var (key, wanted) = (SourceKeys.Kinds.WordFor(kindOfFacts), SourceKeys.Kinds.WordFor(kind));
        return new SourceError(ImportReferences.LineOf(key, content), $"Die Angaben unter „{key}“ gehören nicht zur Art „{wanted}“. Ändern Sie den Ordner, die Zeile „art“ oder den Schlüssel.");
    }

    private async Task<ImportReferences> LoadReferencesAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ImportReferences.LoadAsync(scope.ServiceProvider.GetRequiredService<IDocumentSession>(), cancellation);
    }

    /// <summary>What all files of one import share.</summary>
    private sealed record Run(ImportReferences References, ConcurrentDictionary<(DocumentKind Kind, string Slug), string> Taken);

    private sealed class DuplicateFileException(string firstPath) : Exception
    {
        public string FirstPath { get; } = firstPath;
    }
}
