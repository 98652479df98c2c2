using Microsoft.AspNetCore.WebUtilities;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>What somebody typed into a form that was sent and could not be taken.</summary>
public sealed class KeptForm
{
    /// <summary>Names the form in the address of the page that shows it again.</summary>
    internal const string Parameter = "text";

    /// <summary>How long it waits.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Random, because nothing else protects what a visitor typed.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>For whom alone it waits; null for a visitor.</summary>
    public Guid? MemberId { get; init; }

    public required KeptBecause Reason { get; init; }

    /// <summary>Path of the page with the form.</summary>
    public string Page { get; init; } = "";

    public required Dictionary<string, string[]> Fields { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The address of the page with the form, filled in.</summary>
    internal string PathOn(string page)
    {
        var (path, query) = page.Split('?', 2) is [var before, var after] ? (before, after) : (page, "");
        var others = QueryHelpers.ParseQuery(query).Where(pair => pair.Key != Parameter);
        return QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(path, others), Parameter, Id.ToString());
    }
}

/// <summary>Why a form was not taken.</summary>
public enum KeptBecause
{
    /// <summary>Nobody is signed in any more.</summary>
    SignedOut,

    /// <summary>Its antiforgery token or cookie does not fit.</summary>
    Stale,

    /// <summary>The member sent too many within a minute.</summary>
    TooMany,
}
