using System.CommandLine;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>
/// <c>member invite</c>: invites from the command line, also where nobody can sign in yet or mail does not work.
/// </summary>
internal static class InviteCommand
{
    private static readonly Option<string> Email = new("--email")
    {
        Description = "E-Mail-Adresse der Person",
        HelpName = "ADRESSE",
        Required = true,
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name der Person",
        HelpName = "NAME",
        Required = true,
    };

    private static readonly Option<string> RoleName = new("--role")
    {
        Description = RoleWords.Known,
        HelpName = "ROLLE",
        Required = true,
    };

    private static readonly Option<string> Municipality = new("--municipality")
    {
        Description = "Kommune, zum Beispiel lemgo oder kreis-lippe",
        HelpName = "KOMMUNE",
        Required = true,
    };

    private static readonly Option<bool> NoMail = new("--no-mail")
    {
        Description = "Nur den Link ausgeben, keine E-Mail senden",
    };

    public static Command Create()
    {
        RefuseUnless(
            Email,
            EmailAddress.HasAsciiName,
            "hat vor dem @ Umlaute oder andere Sonderbuchstaben. Viele Mailserver nehmen solche Adressen nicht an.");
        RefuseUnless(
            Email,
            text => !EmailAddress.HasAsciiName(text) || EmailAddress.IsValid(text),
            "ist keine vollständige E-Mail-Adresse. Beispiel: vorname.nachname@stadt.de");
        RefuseUnless(
            Name,
            text => PlainText.CleanLine(text).Length is > 0 and <= Member.LongestName,
            $"ist kein Name. Schreiben Sie 1 bis {Member.LongestName} Zeichen.");
        RefuseUnless(
            RoleName,
            text => RoleWords.Find(text) is not null,
            $"ist keine Rolle. Schreiben Sie {RoleWords.Known}.");
        var invite = new Command("invite", "Lädt ein Mitglied ein: gibt den Link aus und sendet ihn per E-Mail")
        {
            Email, Name, RoleName, Municipality, NoMail,
        };
        invite.SetAction((arguments, cancellation) => HubCommand.WithHubAsync(
            arguments, (services, settings, token) => InviteAsync(services, settings, arguments, token), cancellation));
        return new Command("member", "Die Mitglieder") { invite };
    }

    private static void RefuseUnless(Option<string> option, Predicate<string?> isRight, string problem) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !isRight(text))
                result.AddError($"{option.Name}: „{text}“ {problem}");
        });

    private static async Task<int> InviteAsync(
        IServiceProvider services, HubSettings settings, ParseResult arguments, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<InvitationBook>();
        var email = arguments.GetValue(Email)!;
        if (await book.IsMemberAsync(email, cancellation))
            return await FailAsync(AlreadyMember(email, settings.Address));
        var network = scope.ServiceProvider.GetRequiredService<NetworkDirectory>();
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        if (municipalities.SingleOrDefault(m => m.Slug == arguments.GetValue(Municipality)) is not { } municipality)
            return await FailAsync(UnknownMunicipality(arguments.GetValue(Municipality)!, municipalities));

        var role = RoleWords.Find(arguments.GetValue(RoleName))!.Value;
        var invitee = new Invitee(email, arguments.GetValue(Name)!, role, municipality.Id);
        var letter = await book.InviteAsync(invitee, null, cancellation);
        var mail = scope.ServiceProvider.GetRequiredService<InvitationMail>();
        Console.WriteLine(mail.LinkTo(letter.Secret));
        return arguments.GetValue(NoMail) ? HubCommand.Done : await SendAsync(mail, letter, cancellation);
    }

    private static async Task<int> SendAsync(
        InvitationMail mail, SealedInvitation letter, CancellationToken cancellation)
    {
        try
        {
            await mail.SendAsync(letter, null, cancellation);
            return HubCommand.Done;
        }
        catch (MailNotSentException e)
        {
            await Console.Error.WriteLineAsync($"Die E-Mail ging nicht hinaus: {e.Message}");
            await Console.Error.WriteLineAsync("Der Link gilt trotzdem; geben Sie ihn selbst weiter.");
            return HubCommand.DoneInPart;
        }
    }

    private static string AlreadyMember(string email, string address) =>
        $"--email: {email} ist schon Mitglied. "
        + $"Wer sein Passwort vergessen hat, fordert unter {address}/passwort/vergessen ein neues an.";

    private static string UnknownMunicipality(string slug, IReadOnlyList<Municipality> municipalities)
    {
        if (municipalities.Count == 0)
        {
            return "Es gibt noch keine Kommunen. "
                + "Führen Sie zuerst „import content“ aus oder starten Sie die Website einmal mit „serve“.";
        }

        var known = string.Join(", ", municipalities.Select(m => m.Slug));
        return $"--municipality: Die Kommune „{slug}“ gibt es nicht. Wählen Sie eine von: {known}";
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return HubCommand.Failed;
    }
}
