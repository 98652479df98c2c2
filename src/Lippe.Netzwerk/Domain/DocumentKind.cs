namespace Lippe.Netzwerk.Domain;

/// <summary>The three kinds of document.</summary>
public enum DocumentKind
{
    Guide,
    Project,
    Minutes,
}
