using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web.Fields;
using Lippe.Netzwerk.Web.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;

namespace Lippe.Netzwerk.Web;

/// <summary>The web side of the hub: what every request passes through, in one file.</summary>
public static class HubWeb
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>Registers pages, sign-in, caching and protection.</summary>
    public static WebApplicationBuilder AddHubWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormReading.LargestRequest;
        });

        services.AddControllersWithViews(mvc =>
        {
            mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            mvc.Filters.Add<LostRaceFilter>();
            mvc.Filters.Add<SentFormFilter>();
            mvc.Filters.Add<KeptFormFilter>();
            mvc.Filters.Add<TakenFormFilter>();
            GermanBindingMessages.Apply(mvc.ModelBindingMessageProvider);
            mvc.ModelMetadataDetailsProviders.Add(new EmptyTexts());
            mvc.ModelBinderProviders.Insert(0, new GermanBinders());
            // Validators say what is required, in German; types alone do not.
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        });
        services.Configure<RazorViewEngineOptions>(razor =>
        {
            razor.ViewLocationFormats.Clear();
            razor.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
            razor.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
            razor.ViewLocationFormats.Add("/Features/{0}.cshtml");
        });
        services.Configure<CookieTempDataProviderOptions>(data => data.Cookie.Name = Notice.Cookie);
        services.AddSingleton<FileVersions>();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>()
            .Configure<HubAddress>((options, address) => options.Cookie.Name = CookieNames.Form(address));
        // Umlauts stay umlauts in the markup: it is UTF-8.
        services.Configure<WebEncoderOptions>(encoder =>
            encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRouting(routing =>
        {
            routing.LowercaseUrls = true;
            routing.ConstraintMap["kind"] = typeof(DocumentKindConstraint);
        });
        services.AddHubForms();
        services.AddFormReading();
        services.AddHubSignIn();
        services.AddHubProtection();
        services.AddSingleton<PageCache>();
        services.AddOutputCache();
        services.AddOptions<Microsoft.AspNetCore.OutputCaching.OutputCacheOptions>()
            .Configure<PageCache>((options, cache) => options.AddPolicy(PageCache.ForVisitors, cache));
        services.AddRateLimiter(RateLimits.Configure);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        return builder;
    }

    /// <summary>Lays the request pipeline.</summary>
    public static WebApplication UseHubWeb(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<HubAddress>();
        app.UseHead();
        app.UseForwardedVisitor();
        app.UseLastResort();
        // Outside the headers, because it clears all of them before it runs the error page.
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/fehler/500",
            // That page tells the log, and the last resort where there is none.
            SuppressDiagnosticsCallback = _ => true,
        });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseDatabaseAway();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/fehler/{0}");
        app.UseCookieRules(address);
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(German),
            SupportedCultures = [German],
            SupportedUICultures = [German],
            RequestCultureProviders = [],
        });
        app.UseHubFiles(app.Services.GetRequiredService<ThemeFolder>());
        app.UseLowerCaseAddresses();
        app.UseRouting();
        app.UseRejections();
        app.UseAuthentication();
        app.UseFormReading();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseOutputCache();
        app.MapControllers();
        var onlyGet = new HttpMethodMetadata([HttpMethods.Get]);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous().WithMetadata(onlyGet);
        app.MapHealthChecks("/health/ready", new()
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = HealthAnswer.WriteAsync,
        }).AllowAnonymous().RequireRateLimiting(RateLimits.Health).WithMetadata(onlyGet);
        return app;
    }

    private static void UseHubFiles(this IApplicationBuilder app, ThemeFolder theme)
    {
        // Addresses of files carry a version, so a browser may keep them.
        static void CacheForAYear(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file) =>
            file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
                ? "public, max-age=31536000, immutable"
                : "public, max-age=3600";

        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = CacheForAYear });
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/theme",
            FileProvider = new PhysicalFileProvider(theme.Path),
            OnPrepareResponse = CacheForAYear,
        });
    }
}
