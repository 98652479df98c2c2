using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>What the program says to whoever calls it.</summary>
public sealed class CommandsTests
{
    private static readonly string[] English =
    [
        "Description", "Usage", "Options", "Arguments", "Commands", "REQUIRED", "Show", "default",
        "command]", "options]", "PATH",
    ];

    [TestCase("--help", "import ORDNER")]
    [TestCase("import --help", "Ordner mit Markdown-Dateien")]
    [TestCase("member invite --help", "--email ADRESSE")]
    [TestCase("digest --help", "preview")]
    public async Task Help_is_German(string call, string words)
    {
        await using var program = TestNode.Call("", call.Split(' '));
        Assert.That(await program.EndsAsync(), Is.EqualTo(HubCommand.Done));
        Assert.That(program.Printed, Does.Contain("Aufruf:").And.Contain("Optionen:").And.Contain(words));
        Assert.That(English.Where(program.Printed.Contains), Is.Empty, program.Printed);
    }

    [TestCase("export", "/nirgends/hin")]
    [TestCase("digest", "send")]
    public async Task A_command_that_needs_a_hub_says_where_it_looked_for_one_and_sets_none_up(params string[] call)
    {
        var database = await TestCluster.CreateEmptyDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var program = TestNode.Call(database, call);
        Assert.That(await program.EndsAsync(), Is.EqualTo(HubCommand.Failed), program.Printed);
        Assert.That(program.Printed, Does.Contain($"Hier ist kein Hub eingerichtet. Die Datenbank „{name}“ auf"));
        await using var source = NpgsqlDataSource.Create(database);
        Assert.That(await HubSchema.IsThereAsync(source, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Without_a_database_a_command_says_which_folder_it_looked_at_and_starts_none()
    {
        using var folder = new ImportFolder();
        await using var program = TestNode.Call("", "export", folder.FullPath);
        Assert.That(await program.EndsAsync(), Is.EqualTo(HubCommand.Failed));
        Assert.That(program.Printed, Does.Match("kein Hub eingerichtet. Im Ordner /.*/postgres liegt keine Datenbank"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.FullPath), Is.Empty);
    }

    [TestCase("member invite --name A", "--email fehlt.")]
    [TestCase("serve --port abc", "--port ist „abc“, muss aber eine Zahl von 1 bis 65535 sein.")]
    [TestCase("serve --port 1 --port 2", "--port steht mehr als einmal da.")]
    [TestCase("serve --port", "--port braucht einen Wert: ZAHL.")]
    [TestCase("export", "ORDNER fehlt.")]
    [TestCase("digest", "Nach „digest“ fehlt der Befehl: preview oder send.")]
    [TestCase("exprot /tmp", "„exprot“ gibt es hier nicht.")]
    [TestCase("serve --prot 5081", "„--prot“ gibt es hier nicht.")]
    public async Task A_wrong_call_is_answered_in_German_and_does_nothing(string call, string words)
    {
        await using var program = TestNode.Call("", call.Split(' '));
        Assert.That(await program.EndsAsync(), Is.EqualTo(HubCommand.Failed));
        Assert.That(program.Printed, Does.Contain(words).And.Contain("--help"));
    }
}
