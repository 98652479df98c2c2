using System.Xml.Linq;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.WellKnown;

/// <summary>What everybody may read, for search engines (sitemaps.org).</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PageCache.ForVisitors)]
public sealed class SitemapsController(IQuerySession session, NetworkDirectory network, HubAddress address)
    : HubController
{
    internal const string Path = "/sitemap.xml";

    // A sitemap may have 50,000 addresses.
    private const int MostDocuments = 49_000;

    private static readonly XNamespace Names = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [HttpGet(Path)]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        var documents = await session.Query<Document>().VisibleTo(Viewer.Anonymous)
            .Where(document => document.State == DocumentState.Published)
            .OrderByDescending(document => document.ChangedAt)
            .Take(MostDocuments)
            .Select(document => new { document.Kind, document.Slug, document.ChangedAt })
            .ToListAsync(cancellation);
        string[] lists =
        [
            "/", .. Enum.GetValues<DocumentKind>().Select(kind => kind.ListAddress()), "/kommunen",
            .. (await network.MunicipalitiesAsync(cancellation)).Select(m => $"/kommunen/{m.Slug}"),
            DigestAddresses.List,
        ];
        var map = new XElement(
            Names + "urlset",
            lists.Select(path => Entry(path)),
            documents.Select(document => Entry(document.Kind.AddressOf(document.Slug), document.ChangedAt)));
        return Content($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{map}\n", "application/xml; charset=utf-8");
    }

    private XElement Entry(string path, DateTimeOffset? changed = null) => new(
        Names + "url",
        new XElement(Names + "loc", $"{address}{path}"),
        changed is { } at ? new XElement(Names + "lastmod", at.InBerlin().Iso()) : null);
}
