using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.HttpOverrides;

namespace Lippe.Netzwerk.Web;

/// <summary>
/// Behind a reverse proxy on the same machine, the visitor's address and scheme are those the proxy names.
/// </summary>
internal static class ProxyRules
{
    /// <summary>Takes over what a loopback proxy forwards; other senders are not believed.</summary>
    public static IApplicationBuilder UseForwardedVisitor(this IApplicationBuilder app) =>
        app.UseForwardedHeaders(new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        });

    /// <summary>
    /// Keeps every cookie from scripts and foreign forms, and from plain HTTP once the hub has an https address.
    /// </summary>
    public static IApplicationBuilder UseCookieRules(this IApplicationBuilder app, HubAddress address) =>
        app.UseCookiePolicy(new CookiePolicyOptions
        {
            HttpOnly = HttpOnlyPolicy.Always,
            MinimumSameSitePolicy = SameSiteMode.Lax,
            Secure = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
        });
}
