using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Writes a letter as a mail: markup, the same as plain text, and the header lines of a list.</summary>
public sealed partial class MailWriter(
    IServiceProvider services, ILoggerFactory logging, NetworkDirectory network, SignedLinks signer, MailSender sender)
{
    /// <summary>A delivery's mail.</summary>
    public async Task<Composed> ComposeAsync(Letter letter, Delivery delivery) => new Composed.Mail(
        await WriteAsync(letter, letter.Reader.Id, delivery.Id, CancellationToken.None), [.. letter.Keys]);

    /// <summary>The mail.</summary>
    /// <param name="letter">What it says.</param>
    /// <param name="linksFor">Whom its links act for; nobody when empty.</param>
    /// <param name="id">Makes the Message-ID; the same for each attempt at the same delivery.</param>
    public async Task<OutgoingMail> WriteAsync(
        Letter letter, Guid linksFor, Guid id, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var contact = await network.TextAsync("kontakt_mail", cancellation);
        var host = await sender.DomainAsync(cancellation);
        var links = new MailLinks(signer, letter, linksFor);
        var subject = letter.Subject ?? $"{name}: {letter.Title}";
        return new OutgoingMail
        {
            To = letter.Reader.Address,
            ToName = letter.Reader.Viewer.Name,
            Subject = subject,
            Text = MailText.Write(letter, subject, links),
            Html = await HtmlAsync(new Dictionary<string, object?>
            {
                [nameof(MailPage.Letter)] = letter,
                [nameof(MailPage.Introduction)] = Introduction(letter, links),
                [nameof(MailPage.Links)] = links,
                [nameof(MailPage.Network)] = name,
                [nameof(MailPage.Subject)] = subject,
            }),
            ReplyTo = EmailAddress.IsValid(contact) ? contact : null,
            Headers = Headers(ListOf(letter.Occasion), id, host, links.Unsubscribe),
        };
    }

    // With complete links, their look on the links themselves, and pictures as words.
    private static string Introduction(Letter letter, MailLinks links)
    {
        var withoutPictures = Picture().Replace(letter.IntroductionHtml, "$1");
        var complete = withoutPictures.Replace("href=\"/", $"href=\"{links.To("/")}", StringComparison.Ordinal);
        return complete.Replace("<a ", $"<a class=\"link\" style=\"{MailStyle.Link}\" ", StringComparison.Ordinal);
    }

    private static string ListOf(DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "freigabe",
        DeliveryOccasion.Return => "rueckgabe",
        DeliveryOccasion.Reminder => "erinnerung",
        _ => "monatsbrief",
    };

    private static Dictionary<string, string> Headers(string list, Guid id, string host, string unsubscribe) => new()
    {
        ["Message-ID"] = DeliveryMessageId.Of(list, id, host),
        ["List-Id"] = $"<{list}.{host}>",
        // One click without a visit: RFC 8058.
        ["List-Unsubscribe"] = $"<{unsubscribe}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        ["Auto-Submitted"] = "auto-generated",
        ["Precedence"] = "bulk",
    };

    private async Task<string> HtmlAsync(Dictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(services, logging);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MailPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    [GeneratedRegex("<img[^>]*?alt=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Picture();
}
