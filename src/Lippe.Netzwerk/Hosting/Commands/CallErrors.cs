using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>Says in German what is wrong with a call.</summary>
internal static class CallErrors
{
    /// <summary>Writes the errors, and where help is; nothing is done then.</summary>
    public static int Write(ParseResult call)
    {
        foreach (var reason in Reasons(call))
            Console.Error.WriteLine(reason);
        Console.Error.WriteLine("Hilfe zu jedem Befehl: --help");
        return HubCommand.Failed;
    }

    // The library's own texts are English, or German in part; those of our validators are left.
    private static IEnumerable<string> Reasons(ParseResult call) => call.UnmatchedTokens.Count > 0
        ? call.UnmatchedTokens.Select(token => $"„{token}“ gibt es hier nicht. Prüfen Sie die Schreibweise.")
        : call.Errors.Select(Reason).Distinct();

    private static string Reason(ParseError error) => error.SymbolResult switch
    {
        OptionResult { IdentifierTokenCount: 0, Option: { Required: true } option } => $"{option.Name} fehlt.",
        OptionResult { IdentifierTokenCount: > 1, Option: var option } => $"{option.Name} steht mehr als einmal da.",
        OptionResult { Tokens.Count: 0, Option: var option } => WithoutValue(option),
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult { Option: var option } } => WithoutValue(option),
        ArgumentResult { Tokens.Count: 0, Argument: var argument } => $"{argument.Name} fehlt.",
        CommandResult { Command: { Subcommands.Count: > 0 } command } =>
            $"Nach „{command.Name}“ fehlt der Befehl: {Either(command.Subcommands)}.",
        CommandResult { Command: { Arguments: [var argument] } } => $"{argument.Name} fehlt.",
        _ => error.Message,
    };

    private static string Either(IEnumerable<Command> commands) =>
        string.Join(" oder ", commands.Select(command => command.Name));

    private static string WithoutValue(Option option) => $"{option.Name} braucht einen Wert: {option.HelpName}.";
}
