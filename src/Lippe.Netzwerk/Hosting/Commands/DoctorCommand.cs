using System.CommandLine;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Hosting.Doctor;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>doctor</c>: looks at everything a hub needs, and says what to do where something is wrong.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> TestMailTo = new("--mail")
    {
        Description = "Sendet eine Testmail an diese Adresse; ohne das wird mit dem Mailserver nur gesprochen",
        HelpName = "ADRESSE",
    };

    public static Command Create()
    {
        TestMailTo.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !EmailAddress.IsValid(text))
                result.AddError($"--mail: „{text}“ ist keine E-Mail-Adresse.");
        });
        var command = new Command(
            "doctor",
            "Prüft Einstellungen, Datenbank, Suchindex, Aufgaben, E-Mail und Platz; ändert nichts. "
            + "Rückgabe: 0 alles in Ordnung, 1 Warnungen, 2 Fehler")
        {
            TestMailTo,
        };
        command.SetAction(ExamineAsync);
        return command;
    }

    private static async Task<int> ExamineAsync(ParseResult arguments, CancellationToken cancellation)
    {
        // The library listens for Ctrl-C only when the work has begun and waits for something.
        await Task.Yield();
        var report = new DoctorReport(Console.Out);
        try
        {
            var reading = HubCommand.ConsiderSettings(arguments);
            if (SettingsCheck.Run(reading, report))
                await ExamineAsync(reading.Settings, arguments.GetValue(TestMailTo), report, cancellation);
            else
                report.Warn("Übriges", "Es wird geprüft, sobald die Einstellungen stimmen.");
            return report.ExitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return HubCommand.Interrupted;
        }
    }

    private static async Task ExamineAsync(
        HubSettings settings, string? mailTo, DoctorReport report, CancellationToken cancellation)
    {
        var isIndexWritable = IndexCheck.IsWritable(settings, report);
        DiskCheck.Run(settings, report);
        var hasHub = await ExamineDatabaseAsync(
            settings,
            report,
            async services =>
            {
                if (isIndexWritable)
                    await CompareIndexAsync(services, settings, report, cancellation);
                if (mailTo is not null)
                    await MailCheck.SendAsync(services.GetRequiredService<TestMail>(), mailTo, report, cancellation);
            },
            cancellation);
        if (mailTo is not null && !hasHub)
            report.Refuse("E-Mail", "Für eine Testmail fehlt die Datenbank, in der steht, wer sie sendet.");
        if (mailTo is null || !hasHub)
            await MailCheck.AskAsync(settings, report, cancellation);
    }

    private static async Task<bool> ExamineDatabaseAsync(
        HubSettings settings,
        DoctorReport report,
        Func<IServiceProvider, Task> then,
        CancellationToken cancellation)
    {
        if (IsYetToCome(settings))
        {
            report.Warn("Datenbank", $"In {settings.Data} ist noch keine. Der erste Start legt sie an.");
            return false;
        }

        try
        {
            await using var database = await HubDatabase.OpenAsync(settings, cancellation);
            return await ExamineHubAsync(settings, report, then, cancellation);
        }
        catch (Exception e) when (Explain(e, settings) is { } reason)
        {
            report.Refuse("Datenbank", reason);
            return false;
        }
    }

    private static async Task<bool> ExamineHubAsync(
        HubSettings settings,
        DoctorReport report,
        Func<IServiceProvider, Task> then,
        CancellationToken cancellation)
    {
        await using var services = HubCommand.ServicesFor(settings, also => also.AddOperations().AddHubJobs(settings));
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (!await DatabaseCheck.RunAsync(database, report, cancellation))
            return false;
        var clock = services.GetRequiredService<TimeProvider>();
        await BackupCheck.RunAsync(database, clock, report, cancellation);
        JobsCheck.Run(services.GetRequiredService<JobOverview>(), clock, report);
        await then(services);
        return true;
    }

    private static Task CompareIndexAsync(
        IServiceProvider services, HubSettings settings, DoctorReport report, CancellationToken cancellation) =>
        IndexCheck.CompareAsync(
            settings,
            services.GetRequiredService<IndexReading>(),
            services.GetRequiredService<ChangeReader>(),
            report,
            cancellation);

    private static string? Explain(Exception e, HubSettings settings) => e is NpgsqlException failure
        ? DatabaseTrouble.Explain(failure, new NpgsqlConnectionStringBuilder(settings.ConnectionString))
        : HubCommand.Explain(e);

    // Looking at it would make it.
    private static bool IsYetToCome(HubSettings settings) => string.IsNullOrEmpty(settings.ConnectionString)
        && !new PostgresFiles(HubDatabase.FolderIn(settings)).HasCluster;
}
