namespace Lippe.Netzwerk.Web.Forms;

/// <summary>The form that the page at hand shows again as it was sent.</summary>
public sealed class ShownAgain(KeptForm form)
{
    private bool _hasText;

    /// <summary>What is said above the page.</summary>
    public string Words => $"{Reason} {Advice}";

    private string Reason => form.Reason switch
    {
        KeptBecause.SignedOut => "Ihre Anmeldung war abgelaufen.",
        KeptBecause.TooMany => "Das waren sehr viele Anfragen in einer Minute.",
        _ => "Die Seite war zu lange offen.",
    };

    private string Advice => (_hasText, form.Reason) switch
    {
        (false, _) => "Der letzte Schritt ist nicht ausgeführt. Wiederholen Sie ihn bitte.",
        (true, KeptBecause.TooMany) => "Ihr Text ist noch da. Speichern Sie ihn in einer Minute.",
        _ => "Ihr Text ist noch da. Speichern Sie ihn jetzt.",
    };

    /// <summary>What the page at hand shows again; null for nearly every page.</summary>
    public static ShownAgain? On(HttpContext context) => context.Features.Get<ShownAgain>();

    /// <summary>A field of the form is on the page, whose text the visitor finds again.</summary>
    internal void Shows(string field) => _hasText |= form.Fields.ContainsKey(field);

    /// <summary>What was sent in a field; null when it was not sent.</summary>
    internal string? ValueOf(string field) => form.Fields.GetValueOrDefault(field)?.FirstOrDefault();
}
