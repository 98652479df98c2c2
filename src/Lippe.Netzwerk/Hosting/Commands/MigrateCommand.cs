using System.CommandLine;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>migrate</c>: brings the database's schema up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bringt das Schema der Datenbank auf den neuesten Stand");
        command.SetAction((arguments, cancellation) => HubCommand.WithDatabaseAsync(
            arguments,
            async (services, _, token) =>
            {
                await HubSchema.MigrateAsync(services, token);
                Console.WriteLine("Das Schema ist auf dem neuesten Stand.");
                return HubCommand.Done;
            },
            cancellation));
        return command;
    }
}
