using System.Globalization;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Web;

/// <summary>Keeps pages that look the same for every anonymous visitor, until something in the hub changes.</summary>
public sealed class PageCache(ChangeCounter changes) : IOutputCachePolicy
{
    /// <summary>The policy's name, for <c>[OutputCache(PolicyName = PageCache.ForVisitors)]</c>.</summary>
    public const string ForVisitors = "visitors";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var mayCache = HttpMethods.IsGet(request.Method)
            && !context.HttpContext.Viewer().IsSignedIn
            && !Notice.IsWaiting(context.HttpContext);
        context.EnableOutputCaching = mayCache;
        context.AllowCacheLookup = mayCache;
        context.AllowCacheStorage = mayCache;
        context.AllowLocking = true;
        // Who comes first renders for all who wait, and goes on when their own visitor leaves.
        if (mayCache)
            context.HttpContext.RequestAborted = CancellationToken.None;
        context.ResponseExpirationTimeSpan = Lifetime;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByHost = true;
        // A page rendered from old data but finished later is kept under the old number and never served.
        context.CacheVaryByRules.VaryByValues["changes"] = changes.All.ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
