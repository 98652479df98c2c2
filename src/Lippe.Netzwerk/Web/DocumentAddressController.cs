using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Web;

/// <summary>A controller below <c>/{kind}/{slug}</c>.</summary>
public abstract class DocumentAddressController : HubController
{
    /// <summary>The kind the address begins with.</summary>
    protected DocumentKind Kind => DocumentAddresses.KindOfPath(RouteData.Values["kind"] as string)!.Value;

    /// <summary>The documents of this address's kind and slug among those given: one or none.</summary>
    protected IQueryable<Document> AtAddress(IQueryable<Document> documents, string slug)
    {
        var kind = Kind;
        return documents.Where(d => d.Kind == kind && d.Slug == slug);
    }

    /// <summary>
    /// Whether something was decided about the version that holds now; otherwise the next page says that it was not.
    /// </summary>
    protected bool IsAbout(Document document, long version)
    {
        if (document.Version == version)
            return true;
        Warn($"Inzwischen gibt es Version {document.Version}, deshalb ist nichts geändert. Sehen Sie sie erst an.");
        return false;
    }

    /// <summary>The address of a document of this kind.</summary>
    protected string PathTo(string slug) => Kind.AddressOf(slug);
}
