namespace Lippe.Netzwerk.Web.Forms;

/// <summary>What every form carries besides its antiforgery token: which one it is and for whom it was shown.</summary>
/// <param name="Id">Of this showing of the page; the forms of one page share it.</param>
/// <param name="MemberId">Null for a visitor.</param>
/// <param name="Page">Path of the page with the form, to be opened again.</param>
internal sealed record FormKey(Guid Id, Guid? MemberId, string Page);
