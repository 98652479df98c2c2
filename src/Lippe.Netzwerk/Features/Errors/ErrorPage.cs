namespace Lippe.Netzwerk.Features.Errors;

/// <summary>What went wrong, and what to do next.</summary>
/// <param name="Reference">The number to name when asking for help; null where nobody needs to ask.</param>
/// <param name="OffersSearch">Whether searching may lead on.</param>
/// <param name="OffersSignIn">Whether signing in may lead on.</param>
public sealed record ErrorPage(string Title, string Advice, string? Reference, bool OffersSearch, bool OffersSignIn);
