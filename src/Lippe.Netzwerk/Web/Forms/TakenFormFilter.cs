using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Tells the next page which form was taken, so that the browser forgets what it kept of it.</summary>
/// <remarks>A redirect that tells no warning is what a save answers with.</remarks>
internal sealed class TakenFormFilter(ITempDataDictionaryFactory data) : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || context.Result is not IKeepTempDataResult)
            return;
        var notices = data.GetTempData(context.HttpContext);
        if (notices.Peek(Notice.WarningKey) is null)
            notices[Notice.TakenKey] = $"{request.Path.ToUriComponent()}{request.QueryString}";
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
