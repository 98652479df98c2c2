using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Writes a letter as a mail: markup, the same as plain text, and the header lines of a list.</summary>
public sealed class MailWriter(
    IServiceProvider services, ILoggerFactory logging, NetworkDirectory network, SignedLinks links, MailSender sender,
    HubSettings settings)
{
    /// <summary>The mail.</summary>
    /// <param name="letter">What it says.</param>
    /// <param name="address">Where it goes to.</param>
    /// <param name="readerId">Whom its links act for; nobody when empty.</param>
    /// <param name="id">Makes the Message-ID; the same for each attempt at the same delivery.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<OutgoingMail> WriteAsync(
        Letter letter, string address, Guid readerId, Guid id, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var browserUrl = letter.Issue is { } issue ? links.Browser(issue, readerId) : null;
        var content = new MailContent
        {
            Letter = letter,
            Network = name,
            Subject = letter.Subject ?? $"{name}: {letter.Title}",
            Links = new MailLinks(links, readerId, settings.Address)
            {
                More = browserUrl ?? $"{settings.Address}/suche",
            },
            BrowserUrl = browserUrl,
            ChoiceUrl = links.Choice(readerId),
            UnsubscribeUrl = links.Unsubscribe(readerId, letter.Occasion),
            UnsubscribeWords = letter.Occasion.UnsubscribeWords(),
        };
        var contact = await network.TextAsync("kontakt_mail", cancellation);
        var host = await sender.DomainAsync(cancellation);
        return new OutgoingMail
        {
            To = address,
            ToName = letter.ReaderName,
            Subject = content.Subject,
            Text = MailText.Write(content),
            Html = await HtmlAsync(content),
            ReplyTo = EmailAddress.IsValid(contact) ? contact : null,
            Headers = Headers(content, letter.Occasion.Key(), id, host),
        };
    }

    private static Dictionary<string, string> Headers(MailContent content, string list, Guid id, string host) => new()
    {
        ["Message-ID"] = $"<{list}-{id:N}@{host}>",
        ["List-Id"] = $"<{list}.{host}>",
        // One click without a visit: RFC 8058.
        ["List-Unsubscribe"] = $"<{content.UnsubscribeUrl}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        ["Auto-Submitted"] = "auto-generated",
        ["Precedence"] = "bulk",
    };

    private async Task<string> HtmlAsync(MailContent content)
    {
        await using var renderer = new HtmlRenderer(services, logging);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(MailPage.Content)] = content });
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<MailPage>(parameters)).ToHtmlString());
    }
}
