namespace Lippe.Netzwerk.Domain.Language;

/// <summary>A word or phrase of a query that has synonyms.</summary>
/// <param name="Start">Its first word's place in the query, from 0.</param>
/// <param name="Length">In words of the query.</param>
/// <param name="Partners">Its direct partners as written in the list.</param>
public sealed record SynonymMatch(int Start, int Length, IReadOnlyList<string> Partners);
