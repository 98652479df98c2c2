using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Authorization;

namespace Lippe.Netzwerk.Web;

/// <summary>Who looks at the page, for controllers and views.</summary>
public static class ViewerAccess
{
    /// <summary>The viewer of this request; <see cref="Viewer.Anonymous"/> without a valid sign-in.</summary>
    public static Viewer Viewer(this HttpContext context) =>
        context.Features.Get<Viewer>() ?? Domain.Viewer.Anonymous;

    /// <summary>The session of this request; null without a valid sign-in.</summary>
    public static SignInSession? SignInSession(this HttpContext context) => context.Features.Get<SignInSession>();

    internal static void SetViewer(this HttpContext context, Viewer viewer) => context.Features.Set(viewer);
}

/// <summary>For writers only; everybody else finds no such page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class WritersOnlyAttribute() : AuthorizeAttribute(Name)
{
    internal const string Name = "writers";
}

/// <summary>For coordinators only; everybody else finds no such page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CoordinatorsOnlyAttribute() : AuthorizeAttribute(Name)
{
    internal const string Name = "coordinators";
}
