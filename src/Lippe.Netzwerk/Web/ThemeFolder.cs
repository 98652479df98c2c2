namespace Lippe.Netzwerk.Web;

/// <summary>The folder of the theme that is shown.</summary>
public sealed record ThemeFolder(string Path);
