using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Keeps what was typed into a form whose token does not fit, and shows kept forms again.</summary>
internal sealed class KeptFormFilter(KeptForms forms) : IAsyncActionFilter, IAsyncAlwaysRunResultFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method)
            && Guid.TryParse(http.Request.Query[KeptForm.Parameter], out var id)
            && await forms.FindAsync(id, http, http.RequestAborted) is { } kept)
        {
            http.Features.Set(new ShownAgain(kept));
            // Fields show what was typed before what their model holds.
            foreach (var (name, texts) in kept.Fields)
            {
                context.ModelState.SetModelValue(name, texts, string.Join(',', texts));
                context.ModelState.MarkFieldValid(name);
            }
        }

        await next();
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult
            && await forms.KeepAsync(http.Request, KeptBecause.Stale, http.RequestAborted) is { } page)
        {
            context.Result = new RedirectResult(page);
        }

        await next();
    }
}
