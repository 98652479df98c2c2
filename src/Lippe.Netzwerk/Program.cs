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
    BackupCommand.Create(),
    RestoreCommand.Create(),
    DoctorCommand.Create(),
};
hub.Options.Add(HubCommand.DataFolder);
GermanHelp.Use(hub);

// Without a command the hub serves.
var namesCommand = args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
var call = hub.Parse(namesCommand ? args : ["serve", .. args]);
return call.Errors.Count > 0 ? CallErrors.Write(call) : await call.InvokeAsync(invocation);
