using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Registers what every form goes through.</summary>
internal static class FormServices
{
    /// <summary>To be called after MVC is registered, whose way of writing forms it replaces.</summary>
    public static IServiceCollection AddHubForms(this IServiceCollection services) => services
        .AddSingleton<FormKeys>()
        .AddScoped<KeptForms>()
        .AddSingleton<IHtmlGenerator, FormGenerator>();
}
