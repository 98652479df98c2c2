namespace Lippe.Netzwerk.Domain;

/// <summary>Where documents and their lists are found: on the site, and in a folder of files.</summary>
public static class DocumentAddresses
{
    /// <summary>What no document is called: the form for a new one is found there.</summary>
    public const string NewDocument = "neu";

    /// <summary>The first part of the kind's addresses, without slashes.</summary>
    public static string Path(this DocumentKind kind) => kind switch
    {
        DocumentKind.Guide => "leitfaeden",
        DocumentKind.Project => "projekte",
        _ => "protokolle",
    };

    /// <summary>The address of the list of a kind, below the hub's own.</summary>
    public static string ListAddress(this DocumentKind kind) => $"/{kind.Path()}";

    /// <summary>The address of a document of that kind, below the hub's own.</summary>
    public static string AddressOf(this DocumentKind kind, string slug) => $"/{kind.Path()}/{slug}";

    /// <summary>The document's address, below the hub's own.</summary>
    public static string Address(this Document document) => document.Kind.AddressOf(document.Slug);

    /// <summary>The kind an address begins with; null for any other word.</summary>
    public static DocumentKind? KindOfPath(string? path) =>
        Enum.GetValues<DocumentKind>().Cast<DocumentKind?>().FirstOrDefault(kind => kind!.Value.Path() == path);
}
