using System.CommandLine;
using Lippe.Netzwerk.Hosting.Commands;

var hub = new RootCommand(
    "Lippe.Netzwerk: Leitfäden, Projekte, Protokolle und der Monatsbrief eines kommunalen Netzwerks")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    DigestCommand.Create(),
    InviteCommand.Create(),
};
hub.Options.Add(HubCommand.DataFolder);

// Without a command the hub serves.
var namesCommand = args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
var call = hub.Parse(namesCommand ? args : ["serve", .. args]);
var status = await call.InvokeAsync(invocation);
// The library ends with 1 when it does not understand the call; here that means: nothing was done.
return call.Errors.Count > 0 ? HubCommand.Failed : status;
