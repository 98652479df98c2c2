using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Saves texts as public guides, for measurements: a line each, with tabs between its cells.</summary>
public static class TabImport
{
    /// <summary>Saves lines of name, title and body, several at a time.</summary>
    /// <returns>The names by document.</returns>
    public static async Task<IReadOnlyDictionary<Guid, string>> SaveAsync(
        IServiceProvider services, IEnumerable<string> lines, Guid municipalityId, CancellationToken cancellation)
    {
        var names = new ConcurrentDictionary<Guid, string>();
        await Parallel.ForEachAsync(lines, cancellation, async (line, token) =>
        {
            var cells = line.Split('\t');
            await using var scope = services.CreateAsyncScope();
            var document = Document.Create(DocumentKind.Guide, $"{Slug.Of(cells[0])}-{Guid.NewGuid():N}");
            var draft = new Draft
            {
                Title = cells[1],
                Body = cells[2],
                MunicipalityId = municipalityId,
                State = DocumentState.Published,
                Visibility = Visibility.Public,
            };
            await scope.ServiceProvider.GetRequiredService<Archive>().SaveAsync(document, draft, "", token);
            names[document.Id] = cells[0];
        });
        return names;
    }
}
