namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>The sign-in form and the page it leads back to.</summary>
/// <param name="ReturnPath">A path of this hub.</param>
public sealed record SignInPage(SignInForm Form, string ReturnPath);
