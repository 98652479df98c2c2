using System.Globalization;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.WellKnown;

/// <summary>What machines ask every site for.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PageCache.ForVisitors)]
public sealed class WellKnownController(
    NetworkDirectory network, HubAddress address, ThemeFolder theme, TimeProvider clock) : HubController
{
    private const string SecurityPath = "/.well-known/security.txt";

    // RFC 9116 advises less than a year.
    private const int DaysValid = 364;

    // What only members see, and pages without end.
    private const string RobotRules =
        """
        User-agent: *
        Disallow: /abbestellen
        Disallow: /anmelden
        Disallow: /bestellen
        Disallow: /einladungen
        Disallow: /mitglieder
        Disallow: /monatsbrief/
        Disallow: /monatsbriefe/*/ansicht
        Disallow: /passwort
        Disallow: /postausgang
        Disallow: /profil
        Disallow: /suche
        Disallow: /*/neu$
        Disallow: /*/bearbeiten$
        Disallow: /*/versionen
        Allow: /

        """;

    /// <summary>Whom to tell about a weakness (RFC 9116).</summary>
    [HttpGet(SecurityPath)]
    public async Task<IActionResult> Security(CancellationToken cancellation)
    {
        var lastDay = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(DaysValid);
        var expires = lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Text(
            $"""
             Contact: mailto:{await network.TextAsync("kontakt_mail", cancellation)}
             Expires: {expires}T00:00:00Z
             Preferred-Languages: de, en
             Canonical: {address}{SecurityPath}

             """);
    }

    /// <summary>What search engines leave out (RFC 9309).</summary>
    [HttpGet("/robots.txt")]
    public IActionResult Robots() => Text($"{RobotRules}\nSitemap: {address}{SitemapsController.Path}\n");

    /// <summary>The picture of the theme, where browsers look for it without reading a page.</summary>
    [HttpGet("/favicon.ico")]
    public IActionResult Favicon() =>
        PhysicalFile(Path.Combine(theme.Path, "favicon.svg"), "image/svg+xml");

    private ContentResult Text(string text) => Content(text, "text/plain; charset=utf-8");
}
