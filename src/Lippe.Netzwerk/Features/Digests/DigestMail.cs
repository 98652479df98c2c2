using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Hosting;
using Lippe.Netzwerk.Infrastructure.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Writes a letter as a mail: markup, the same as plain text, and the header lines of a list.</summary>
public sealed class DigestMail(IServiceProvider services, ILoggerFactory logging, NetworkDirectory network, DigestLinks links, MailSender sender, HubSettings settings)
{
    /// <summary>The mail.</summary>
    /// <param name="letter">What it says.</param>
    /// <param name="recipient">Whom it goes to.</param>
    /// <param name="id">Makes the Message-ID; the same for each attempt at the same delivery.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<OutgoingMail> WriteAsync(DigestLetter letter, DigestRecipient recipient, Guid id, CancellationToken cancellation)
    {
        var content = new DigestMailContent
        {
            Letter = letter,
            Network = await network.TextAsync("name", cancellation),
            BaseUrl = settings.Address,
            BrowserUrl = letter.Issue is { } issue ? links.Browser(issue, recipient.Id) : null,
            ChoiceUrl = links.Choice(recipient.Id),
            UnsubscribeUrl = links.Unsubscribe(recipient.Id),
            ReviewUrls = letter.Reviews.ToDictionary(review => review.Id, review => links.Review(recipient.Id, review)),
            WithoutUrls = letter.Parts.ToDictionary(part => part, part => links.WithoutPart(recipient.Id, part)),
        };
        var host = (await sender.AddressAsync(cancellation)).Host;
        return new OutgoingMail
        {
            To = recipient.Email,
            ToName = recipient.Name,
            Subject = content.Subject,
            Text = DigestMailText.Write(content),
            Html = await HtmlAsync(content),
            ReplyTo = await network.TextAsync("kontakt_mail", cancellation) is var contact && EmailAddress.IsValid(contact) ? contact : null,
            Headers = Headers(content, $"<monatsbrief-{letter.Period}-{id:N}@{host}>", host),
        };
    }

    private static Dictionary<string, string> Headers(DigestMailContent content, string messageId, string host) => new()
    {
        ["Message-ID"] = messageId,
        ["List-Id"] = $"<monatsbrief.{host}>",
        // One click without a visit: RFC 8058.
        ["List-Unsubscribe"] = $"<{content.UnsubscribeUrl}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        ["Auto-Submitted"] = "auto-generated",
        ["Precedence"] = "bulk",
    };

    private async Task<string> HtmlAsync(DigestMailContent content)
    {
        await using var renderer = new HtmlRenderer(services, logging);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(DigestMailPage.Content)] = content });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<DigestMailPage>(parameters)).ToHtmlString());
    }
}
