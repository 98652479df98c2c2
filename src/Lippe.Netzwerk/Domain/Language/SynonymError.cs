namespace Lippe.Netzwerk.Domain.Language;

/// <summary>A line of a list of synonyms that says nothing, with the reason in German.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record SynonymError(int Line, string Reason);
