using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>A second node is a second process on the same database.</summary>
public sealed class NodesTests : HubTests
{
    [Test]
    public async Task A_member_signed_in_on_one_node_is_signed_in_on_the_other()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = node.Visitor();
        there.SetCookie("netzwerk", Reader.Cookie("netzwerk"));
        Assert.That((await there.GetAsync("/")).Html, Does.Contain("Reader aus lemgo"));
    }

    [Test]
    public async Task A_form_opened_on_one_node_is_saved_by_the_other_which_shows_the_message()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var here = await Hub.SignInAsync(Role.Officer);
        var form = await here.GetAsync("/leitfaeden/neu");

        using var there = node.Visitor();
        foreach (var name in (string[])["netzwerk", "netzwerk-formular"])
            there.SetCookie(name, here.Cookie(name));
        var page = await there.SubmitAsync(form, new { Title = "Zwei Knoten" }, "/leitfaeden/neu");
        Assert.That(page.Text, Does.Contain("„Zwei Knoten“ ist als Entwurf gespeichert."));
        Assert.That((await here.GetAsync("/leitfaeden/zwei-knoten")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Nodes_started_at_the_same_moment_on_a_new_database_share_their_keys()
    {
        var database = await TestCluster.CreateDatabaseAsync();
        var nodes = await Task.WhenAll(TestHub.StartAsync(database), TestHub.StartAsync(database));
        await using var first = nodes[0];
        await using var second = nodes[1];
        using var here = await first.SignInAsync(Role.Reader);
        using var there = second.Visitor();
        there.SetCookie("netzwerk", here.Cookie("netzwerk"));
        Assert.That((await there.GetAsync("/")).Html, Does.Contain("Reader aus lemgo"));
    }
}
