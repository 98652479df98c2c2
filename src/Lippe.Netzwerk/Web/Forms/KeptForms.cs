using Marten;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Keeps what was typed into forms that could not be taken, each for the member who saw the form.</summary>
internal sealed class KeptForms(FormKeys keys, IDocumentSession session, TimeProvider clock)
{
    // Anybody can send the few public forms, so little is kept of them.
    private const int MostOfVisitor = 20_000;

    /// <summary>
    /// Keeps a form of which the fields are read already, and answers with the address that shows it again; null where
    /// it was shown to somebody else or is none of ours.
    /// </summary>
    public async Task<string?> KeepAsync(HttpRequest request, KeptBecause reason, CancellationToken cancellation)
    {
        if (keys.Read(request) is not { } key || IsForeign(request) || !IsFor(request.HttpContext, key, reason))
            return null;
        var fields = FieldsOf(request.Form);
        if (key.MemberId is null && fields.Values.SelectMany(texts => texts).Sum(text => text.Length) > MostOfVisitor)
            return null;

        var now = clock.GetUtcNow();
        var oldest = now - KeptForm.Lifetime;
        var kept = new KeptForm
        {
            MemberId = key.MemberId,
            Reason = reason,
            Page = key.Page,
            Fields = fields,
            At = now,
        };
        session.Insert(kept);
        session.DeleteWhere<KeptForm>(old => old.At < oldest);
        await session.SaveChangesAsync(cancellation);
        return kept.PathOn(key.Page);
    }

    /// <summary>What waits for the viewer under an id; null when it is too old or another member's.</summary>
    public async Task<KeptForm?> FindAsync(Guid id, HttpContext context, CancellationToken cancellation)
    {
        var kept = await session.LoadAsync<KeptForm>(id, cancellation);
        return kept is not null
            && kept.At > clock.GetUtcNow() - KeptForm.Lifetime
            && (kept.MemberId is null || kept.MemberId == context.Viewer().MemberId)
                ? kept
                : null;
    }

    // Other sites can send a form, too, and a key of their own visit with it.
    private static bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "cross-site";

    private static bool IsFor(HttpContext context, FormKey key, KeptBecause reason) => reason switch
    {
        KeptBecause.SignedOut => key.MemberId is not null,
        KeptBecause.TooMany => key.MemberId is not null && key.MemberId == context.Viewer().MemberId,
        _ => key.MemberId is null || key.MemberId == context.Viewer().MemberId,
    };

    // A form with a password asks for little else, and which of its fields are secret only the page knows.
    private static Dictionary<string, string[]> FieldsOf(IFormCollection form) =>
        form.Keys.Any(field => field.Contains("password", StringComparison.OrdinalIgnoreCase))
            ? []
            : form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal))
                .ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray());
}
