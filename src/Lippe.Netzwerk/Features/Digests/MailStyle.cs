namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Looks that every part of a mail repeats, because mail programs know no style sheet.</summary>
internal static class MailStyle
{
    public const string Text = "font-family:'Fira Sans',Arial,Helvetica,sans-serif;font-size:16px;line-height:24px;";
    public const string Small = "font-family:'Fira Sans',Arial,Helvetica,sans-serif;font-size:14px;line-height:21px;";
    public const string LetterTitle = "margin:0 0 20px;font-size:26px;line-height:32px;font-weight:bold;";
    public const string Heading =
        "margin:0;padding:0 0 6px;font-size:20px;line-height:26px;font-weight:bold;border-bottom:2px solid #c2ccd5;";
    public const string Line = "border-top:1px solid #d3dbe2;font-size:1px;line-height:1px;";
    public const string Quiet = "font-size:14px;line-height:20px;color:#4c5a67;";
    public const string Title = "margin:0 0 2px;font-size:17px;line-height:24px;font-weight:bold;";
    public const string Link = "color:#0b5394;text-decoration:underline;";

    /// <summary>A table around the letter for Outlook, which knows no greatest width.</summary>
    public const string OutlookStart =
        """<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0">"""
        + "<tr><td><![endif]-->";

    public const string OutlookEnd = "<!--[if mso]></td></tr></table><![endif]-->";
}
