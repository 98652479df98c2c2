using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>Explains a command in German; the library's own texts are German in part only.</summary>
internal sealed class GermanHelp : SynchronousCommandLineAction
{
    /// <summary>Answers every request for help below this command.</summary>
    public static void Use(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        (help.Action, help.Description) = (new GermanHelp(), "Erklärt den Befehl");
        root.Options.OfType<VersionOption>().Single().Description = "Zeigt die Version des Programms";
    }

    // Who asks for help need not call the command rightly.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Aufruf:");
        output.WriteLine($"  {Call(command)}");
        Write(output, "Befehle", command.Subcommands.Select(sub => (Words(sub), sub.Description)));
        Write(output, "Angaben", command.Arguments.Select(argument => (argument.Name, argument.Description)));
        Write(output, "Optionen", OptionsOf(command).Select(option => (Words(option), DescriptionOf(option))));
        return HubCommand.Done;
    }

    private static string Call(Command command)
    {
        var path = Path(command).Reverse().Select(part => part.Name);
        var arguments = command.Arguments.Select(argument => argument.Name);
        string[] rest = command.Subcommands.Count > 0 ? ["[BEFEHL]", "[OPTIONEN]"] : ["[OPTIONEN]"];
        return string.Join(' ', path.Concat(arguments).Concat(rest));
    }

    private static void Write(TextWriter output, string title, IEnumerable<(string Words, string? Description)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        var width = all.Max(line => line.Words.Length);
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (words, description) in all)
            output.WriteLine($"  {words.PadRight(width)}  {description}");
    }

    private static IEnumerable<Command> Path(Command command)
    {
        yield return command;
        foreach (var parent in command.Parents.OfType<Command>().SelectMany(Path))
            yield return parent;
    }

    private static IEnumerable<Option> OptionsOf(Command command) =>
        Path(command).SelectMany(part => part.Options.Where(option => part == command || option.Recursive));

    private static string Words(Command command) =>
        string.Join(' ', command.Arguments.Select(argument => argument.Name).Prepend(command.Name));

    private static string Words(Option option)
    {
        var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static string? DescriptionOf(Option option) =>
        option.Required ? $"{option.Description} (nötig)" : option.Description;
}
