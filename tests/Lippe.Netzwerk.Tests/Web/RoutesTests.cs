using System.Net;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>Every route of the application is closed, unless it is named here.</summary>
public sealed partial class RoutesTests : HubTests
{
    private static readonly string[] Public =
    [
        "/",
        "{kind:kind}",
        "{kind:kind}/{slug}",
        "suche",
        "suche/vorschlaege",
        "nachnutzung",
        "kommunen",
        "kommunen/{slug}",
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        ".well-known/security.txt",
        "robots.txt",
        "favicon.ico",
        "sitemap.xml",
        "monatsbriefe",
        "monatsbriefe/atom.xml",
        "monatsbriefe/{period}",
        "monatsbriefe/{period}/ansicht/{token}",
        "abbestellen/{token}",
        "bestellen/{token}",
        "monatsbrief/bestellung",
        "monatsbrief/bestellung/{token}",
        "monatsbrief/wahl/{token}",
        "monatsbrief/ohne/{token}",
        "monatsbrief/ohne/{token}/zuruecknahme",
        "monatsbrief/pruefung/{token}",
        "monatsbrief/pruefung/{token}/zuruecknahme",
        "monatsbrief/spaeter/{token}",
        "monatsbrief/spaeter/{token}/zuruecknahme",
        "anmelden",
        "abmelden",
        "einladungen/{secret}",
        "passwort/neu",
        "passwort/vergessen",
        "health/live",
        "health/ready",
        "fehler/{status:int}",
        "{**path}",
    ];

    /// <summary>
    /// What a mail client's button calls (RFC 8058) and its way back, whose signed address nobody else knows; pages of
    /// failed requests; probes that change nothing; Hangfire's pages, which change nothing either and ask for the token
    /// where there is something to post to.
    /// </summary>
    private static readonly string[] WithoutToken =
    [
        "abbestellen/{token}", "bestellen/{token}", "fehler/{status:int}", "{**path}",
        "health/live", "health/ready", "technik/hangfire/{**path}",
    ];

    [Test]
    public void Only_these_routes_are_public() => Assert.That(
        Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(PatternOf).Distinct(),
        Is.EquivalentTo(Public));

    [Test]
    public async Task Every_other_page_asks_a_visitor_to_sign_in()
    {
        foreach (var endpoint in Endpoints().Where(e => Takes(e, "GET") && !Public.Contains(PatternOf(e))))
        {
            var answer = await Visitor.SendAsync(HttpMethod.Get, AddressOf(endpoint));
            Assert.That(answer.Headers.Location?.OriginalString, Does.StartWith("/anmelden?"), PatternOf(endpoint));
        }
    }

    [Test]
    public async Task No_form_is_taken_from_a_visitor_without_its_token()
    {
        foreach (var endpoint in Endpoints().Where(e => Takes(e, "POST") && !WithoutToken.Contains(PatternOf(e))))
        {
            var answer = await Visitor.SendAsync(HttpMethod.Post, AddressOf(endpoint), new FormUrlEncodedContent([]));
            // A closed page sends a visitor to the sign-in before anything else.
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var refusal = isOpen ? HttpStatusCode.BadRequest : HttpStatusCode.Redirect;
            Assert.That(answer.StatusCode, Is.EqualTo(refusal), PatternOf(endpoint));
        }
    }

    [Test]
    public async Task No_form_is_taken_from_a_coordinator_without_its_token()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        foreach (var endpoint in Endpoints().Where(e => Takes(e, "POST") && !WithoutToken.Contains(PatternOf(e))))
        {
            var empty = new FormUrlEncodedContent([]);
            var answer = await coordinator.SendAsync(HttpMethod.Post, AddressOf(endpoint), empty);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), PatternOf(endpoint));
        }
    }

    [Test]
    public async Task A_form_left_open_too_long_is_explained()
    {
        var form = new FormUrlEncodedContent([new("Title", "x")]);
        var answer = await Officer.SendAsync(HttpMethod.Post, "/leitfaeden/neu", form);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Die Seite war zu lange offen"));
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        Hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string PatternOf(RouteEndpoint endpoint)
    {
        var pattern = endpoint.RoutePattern.RawText!;
        return pattern is "" or "/" ? "/" : pattern.TrimStart('/');
    }

    private static bool Takes(RouteEndpoint endpoint, string method)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return methods is not { Count: > 0 } || methods.Contains(method);
    }

    private static string AddressOf(RouteEndpoint endpoint) =>
        "/" + Parameter().Replace(PatternOf(endpoint).TrimStart('/'), match => match.Groups[1].Value switch
        {
            "kind" => "leitfaeden",
            "id" => "00000000-0000-0000-0000-000000000001",
            "number" or "status" => "1",
            "period" => "2026-10",
            _ => "name",
        });

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
