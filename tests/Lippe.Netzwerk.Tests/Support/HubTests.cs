using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Tests that share one hub; each brings documents and members of its own.</summary>
public abstract class HubTests
{
    protected TestHub Hub { get; private set; } = null!;

    /// <summary>Signed in and writing for Lemgo.</summary>
    protected TestBrowser Officer { get; private set; } = null!;

    /// <summary>Signed in and reading, of Lemgo.</summary>
    protected TestBrowser Reader { get; private set; } = null!;

    protected TestBrowser Visitor { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartHub()
    {
        Hub = await TestHub.StartAsync();
        Officer = await Hub.SignInAsync(Role.Officer);
        Reader = await Hub.SignInAsync(Role.Reader);
        Visitor = Hub.Visitor();
    }

    [OneTimeTearDown]
    public async Task StopHub()
    {
        Officer.Dispose();
        Reader.Dispose();
        Visitor.Dispose();
        await Hub.DisposeAsync();
    }

    /// <summary>Fills in the form for a new document and sends it.</summary>
    protected async Task<TestPage> CreateAsync(object fields, string list = "/leitfaeden", TestBrowser? writer = null)
    {
        writer ??= Officer;
        var form = await writer.GetAsync($"{list}/neu");
        return await writer.SubmitAsync(form, fields, $"{list}/neu");
    }

    /// <summary>Opens a document's form, fills it in and sends it.</summary>
    protected async Task<TestPage> EditAsync(string path, object fields, TestBrowser? writer = null)
    {
        writer ??= Officer;
        var form = await writer.GetAsync($"{path}/bearbeiten");
        return await writer.SubmitAsync(form, fields, $"{path}/bearbeiten");
    }
}
