using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Web;

/// <summary>Lets <c>{kind:kind}</c> match leitfaeden, projekte and protokolle only.</summary>
internal sealed class DocumentKindConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        DocumentAddresses.KindOfPath(values[routeKey] as string) is not null;
}
