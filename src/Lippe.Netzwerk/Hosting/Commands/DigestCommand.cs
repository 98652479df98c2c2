using System.CommandLine;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Marten;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>digest preview</c> and <c>digest send</c>: the monthly digest from the command line.</summary>
internal static class DigestCommand
{
    private static readonly Option<string?> Period = new("--period")
    {
        Description = "Monat des Briefs, zum Beispiel 2026-11 (Vorgabe: der zuletzt fällige)",
        HelpName = "MONAT",
    };

    private static readonly Option<string?> MemberMail = new("--member")
    {
        Description = "E-Mail-Adresse des Mitglieds, dessen Brief gezeigt wird (Vorgabe: die erste Koordination)",
        HelpName = "ADRESSE",
    };

    public static Command Create()
    {
        Period.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !DigestPeriod.TryParse(text, out _))
                result.AddError($"„{text}“ ist kein Monat. Schreiben Sie Jahr und Monat wie 2026-11.");
        });
        var preview = new Command("preview", "Zeigt den Brief eines Mitglieds, ohne etwas zu senden")
        {
            MemberMail, Period,
        };
        preview.SetAction((arguments, cancellation) => HubCommand.WithHubAsync(
            arguments,
            (services, _, token) => InScopeAsync(services, scope => PreviewAsync(scope, arguments, token)),
            cancellation));
        var send = new Command("send", "Sendet den Brief; was schon gesendet ist, wird nicht noch einmal gesendet")
        {
            Period,
        };
        send.SetAction((arguments, cancellation) => HubCommand.WithHubAsync(
            arguments,
            (services, _, token) => InScopeAsync(services, scope => SendAsync(scope, arguments, token)),
            cancellation));
        return new Command("digest", "Der Monatsbrief") { preview, send };
    }

    private static async Task<int> InScopeAsync(IServiceProvider services, Func<IServiceProvider, Task<int>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private static async Task<int> PreviewAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellation)
    {
        var session = services.GetRequiredService<IDocumentSession>();
        var member = await FindMemberAsync(session, arguments.GetValue(MemberMail), cancellation);
        if (await services.GetRequiredService<DigestReaders>().FindAsync(member?.Id, cancellation) is not { } reader)
            return await FailAsync(
                "Dieses Mitglied gibt es nicht. Nennen Sie die E-Mail-Adresse eines Mitglieds mit --member.");

        var period = PeriodOf(services, arguments);
        var digest = await session.LoadAsync<Digest>(period.ToString(), cancellation) ?? Digest.Of(period);
        var previews = services.GetRequiredService<DigestPreviews>();
        var mail = (await previews.ShowAsync(digest, reader, null, cancellation)).Mail;
        Console.WriteLine($"An: {mail.ToName} <{mail.To}>");
        Console.WriteLine($"Betreff: {mail.Subject}");
        Console.WriteLine();
        Console.WriteLine(mail.Text);
        return HubCommand.Done;
    }

    private static async Task<int> SendAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellation)
    {
        var preparation = services.GetRequiredService<DigestPreparation>();
        var prepared = arguments.GetValue(Period) is { } period
            ? await preparation.PrepareNowAsync(DigestPeriod.Parse(period), cancellation)
            : new PreparedDigest(await preparation.PrepareDueAsync(cancellation), null);
        if (prepared.Problem is not null)
            return await FailAsync(prepared.Problem);

        var total = await services.GetRequiredService<DueDeliveries>().CountOpenAsync(cancellation);
        using var progress = new ProgressLine(Console.Out, Console.IsOutputRedirected);
        var report = await services.GetRequiredService<SendLoopJob>()
            .RunAsync(r => progress.Show(Math.Min(r.Total, total), total), cancellation);
        progress.Dispose();
        var open = await services.GetRequiredService<DueDeliveries>().CountOpenAsync(cancellation);
        Console.WriteLine(await NameOfAsync(services, prepared.Digest, cancellation));
        var without = report[DeliveryState.Empty] + report[DeliveryState.Withdrawn];
        Console.WriteLine(
            $"{report[DeliveryState.Accepted]} gesendet, {report[DeliveryState.Failed]} fehlgeschlagen, "
            + $"{open} noch offen, {without} ohne E-Mail.");
        if (report.LastAnswer is not null)
            await Console.Error.WriteLineAsync($"Letzte Antwort des Mailservers: {report.LastAnswer}");
        return report[DeliveryState.Failed] + open == 0 ? HubCommand.Done : HubCommand.DoneInPart;
    }

    private static async Task<string> NameOfAsync(
        IServiceProvider services, Digest? digest, CancellationToken cancellation)
    {
        if (digest is not null)
            return $"Monatsbrief {digest.Period.LongName()}";
        var next = await services.GetRequiredService<DigestPreparation>().NextDueAtAsync(cancellation);
        return $"Kein Monatsbrief ist fällig; der nächste am {next.LongTime()}. Mit --period senden Sie früher.";
    }

    private static DigestPeriod PeriodOf(
        IServiceProvider services, ParseResult arguments) => arguments.GetValue(Period) is { } text
        ? DigestPeriod.Parse(text)
        : services.GetRequiredService<DigestSchedule>()
            .LatestDue(services.GetRequiredService<TimeProvider>().GetUtcNow());

    private static Task<Member?> FindMemberAsync(IDocumentSession session, string? mail, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(mail);
        var members = session.Query<Member>().Reachable();
        var wanted = mail is null
            ? members.Where(m => m.Role == Role.Coordinator)
            : members.Where(m => m.NormalizedEmail == key);
        return wanted
            .OrderBy(m => m.JoinedAt)
            .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return HubCommand.Failed;
    }
}
