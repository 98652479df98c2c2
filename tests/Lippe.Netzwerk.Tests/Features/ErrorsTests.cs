using System.Net;
using System.Net.Http.Headers;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Lippe.Netzwerk.Web;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class ErrorsTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _hub.DisposeAsync();

    [TestCase("/gibt-es-nicht")]
    [TestCase("/leitfaeden/gibt-es-nicht")]
    [TestCase("/fehler/500")]
    public async Task An_address_nobody_answers_is_a_missing_page_that_leads_on(string path)
    {
        using var visitor = _hub.Visitor();
        var page = await visitor.GetAsync(path);
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(page.Heading, Is.EqualTo("Diese Seite gibt es hier nicht"));
            Assert.That(page.Document.QuerySelector("main form[role=search]"), Is.Not.Null);
            Assert.That(page.Document.QuerySelector("main a[href='/anmelden']"), Is.Not.Null);
        });
    }

    [Test]
    public async Task A_member_who_finds_no_page_is_not_asked_to_sign_in()
    {
        using var member = await _hub.SignInAsync(Role.Reader);
        var page = await member.GetAsync("/gibt-es-nicht");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.Document.QuerySelector("main a[href='/anmelden']"), Is.Null);
    }

    [TestCase("PUT", "/projekte", "GET")]
    [TestCase("DELETE", "/anmelden", "GET, POST")]
    [TestCase("PATCH", "/mitglieder", "GET")]
    [TestCase("OPTIONS", "/health/live", "GET")]
    public async Task A_method_no_page_takes_is_refused_with_those_it_takes(string method, string path, string allowed)
    {
        using var visitor = _hub.Visitor();
        var answer = await visitor.SendAsync(new HttpMethod(method), path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(string.Join(", ", answer.Content.Headers.Allow.Order()), Is.EqualTo(allowed));
    }

    [TestCase("/LEITFAEDEN?thema=Mobilitaet", "/leitfaeden?thema=Mobilitaet")]
    [TestCase("/Leitfaeden/Dorffunk", "/leitfaeden/dorffunk")]
    [TestCase("/Kommunen/Lemgo", "/kommunen/lemgo")]
    public async Task Capital_letters_lead_to_the_address(string typed, string address)
    {
        using var visitor = _hub.Visitor();
        var answer = await visitor.SendAsync(HttpMethod.Get, typed);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MovedPermanently));
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(address));
    }

    [TestCase("57P01", true)]
    [TestCase("57P03", true)]
    [TestCase("53300", true)]
    [TestCase("08006", true)]
    [TestCase("23505", false)]
    [TestCase("40001", false)]
    [TestCase("57014", false)]
    public void Only_a_database_that_cannot_be_asked_is_away(string state, bool isAway)
    {
        var refusal = new PostgresException("kaputt", "FATAL", "FATAL", state);
        Assert.That(DatabaseAway.IsReasonOf(new InvalidOperationException("darum", refusal)), Is.EqualTo(isAway));
    }

    [TestCase("/")]
    [TestCase("/gibt-es-nicht")]
    [TestCase("/leitfaeden/gibt-es-nicht")]
    [TestCase("/fehler/500")]
    public async Task Without_a_database_every_page_says_so(string path)
    {
        var (database, _) = TestCluster.ReserveDatabase();
        await using var hub = await TestHub.StartAsync(database);
        using var visitor = hub.Visitor();
        var page = await visitor.GetAsync(path);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(page.Heading, Is.EqualTo("Das Netzwerk ist gerade nicht erreichbar"));
    }

    [Test]
    public async Task An_error_page_is_never_kept()
    {
        using var visitor = _hub.Visitor();
        var answer = await visitor.SendAsync(HttpMethod.Get, "/gibt-es-nicht");
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
    }

    [Test]
    public async Task A_form_without_its_token_says_that_the_page_was_open_too_long()
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        var form = new FormUrlEncodedContent([new("Title", "Ohne Marke")]);
        var answer = await officer.SendAsync(HttpMethod.Post, "/leitfaeden/neu", form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Die Seite war zu lange offen"));
    }

    [Test]
    public async Task A_request_beyond_the_limit_is_named_as_too_large()
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        var body = new ByteArrayContent(new byte[8 * 1024 * 1024]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var answer = await officer.SendAsync(HttpMethod.Post, "/leitfaeden/neu", body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Das ist zu viel auf einmal"));
    }

    [Test]
    public Task Too_many_fields_are_named() => RefusesAsync(
        string.Join('&', Enumerable.Repeat("Topics=x", 1025)),
        "application/x-www-form-urlencoded",
        HttpStatusCode.BadRequest,
        "Das Formular hat zu viele Felder");

    [TestCase("utf-7")]
    [TestCase("utf-7; x=y")]
    public Task An_encoding_nobody_reads_is_named(string charset) => RefusesAsync(
        "Title=x",
        $"application/x-www-form-urlencoded; charset={charset}",
        HttpStatusCode.UnsupportedMediaType,
        "Diese Zeichenkodierung kennen wir nicht");

    [TestCase("{}", "application/json")]
    [TestCase("x", "text/plain; charset=utf-7")]
    public Task What_is_no_form_is_not_taken_for_an_old_one(string body, string type) =>
        RefusesAsync(body, type, HttpStatusCode.BadRequest, "Diese Anfrage haben wir nicht verstanden");

    [Test]
    public async Task The_longest_text_a_form_promises_is_taken_in_every_script()
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        var form = await officer.GetAsync("/leitfaeden/neu");
        var body = new string('漢', DraftLimits.Body - 2);
        var page = await officer.SubmitAsync(form, new { Title = "Lang", Body = body }, "/leitfaeden/neu");
        Assert.That(page.Path, Is.EqualTo("/leitfaeden/lang"), page.Text[..Math.Min(page.Text.Length, 500)]);
    }

    [Test]
    public async Task A_failure_is_logged_without_the_secret_in_its_address()
    {
        var (database, _) = TestCluster.ReserveDatabase();
        await using var hub = await TestHub.StartAsync(database);
        using var visitor = hub.Visitor();
        var page = await visitor.GetAsync("/einladungen/geheim");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(hub.Log.Lines, Has.Some.Contains("einladungen/{secret}").And.None.Contains("geheim"));
    }

    [Test]
    public async Task Security_headers_are_on_missing_pages_too()
    {
        using var visitor = _hub.Visitor();
        var answer = await visitor.SendAsync(HttpMethod.Get, "/gibt-es-nicht");
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'"));
    }

    private async Task RefusesAsync(string body, string type, HttpStatusCode status, string heading)
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await officer.SendAsync(HttpMethod.Post, "/leitfaeden/neu", content);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(heading));
    }
}
