using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Tests.Support;

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
