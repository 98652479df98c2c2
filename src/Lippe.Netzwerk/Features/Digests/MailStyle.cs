namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Looks that every part of a mail repeats, because mail programs know no style sheet.</summary>
internal static class MailStyle
{
    public const string Text = "font-family:'Fira Sans',Arial,Helvetica,sans-serif;font-size:16px;line-height:24px;";
    public const string Title = "margin:0 0 2px;font-size:17px;line-height:24px;font-weight:bold;";
    public const string Link = "color:#0b5394;text-decoration:underline;";
}
