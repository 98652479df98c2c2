using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>Plain text whose web addresses can be followed.</summary>
public static partial class LinkedText
{
    /// <summary>The text as markup; everything but the links is encoded.</summary>
    public static IHtmlContent Of(string text)
    {
        var content = new HtmlContentBuilder();
        var end = 0;
        foreach (Match address in Address().Matches(text))
        {
            var url = HtmlEncoder.Default.Encode(address.Value);
            content.Append(text[end..address.Index]).AppendHtml($"<a href=\"{url}\">{url}</a>");
            end = address.Index + address.Length;
        }

        return content.Append(text[end..]);
    }

    [GeneratedRegex(@"https?://[^\s<>()""]*[^\s<>()"".,;:!?]")]
    private static partial Regex Address();
}
