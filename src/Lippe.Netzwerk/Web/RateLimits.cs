using System.Threading.RateLimiting;
using Lippe.Netzwerk.Web.Forms;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Web;

/// <summary>How often one address may do what costs much or can be abused.</summary>
public static class RateLimits
{
    /// <summary>Sign-in, invitation and password forms.</summary>
    public const string SignIn = "sign-in";

    public const string Search = "search";

    /// <summary>Answers while somebody types.</summary>
    public const string Suggestions = "suggestions";

    /// <summary>Forms that send a mail.</summary>
    public const string Mail = "mail";

    /// <summary>Mails a coordinator sends to try the mail server; they take nothing from those that matter.</summary>
    public const string TestMail = "test-mail";

    /// <summary>Mails a coordinator sends one by one, to a list of people.</summary>
    public const string Invitations = "invitations";

    /// <summary>Monitors and load balancers, which ask every few seconds.</summary>
    public const string Health = "health";

    internal static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = KeepFormAsync;
        options.AddPolicy(SignIn, context => PerMinute(context, 20));
        options.AddPolicy(Search, context => PerMinute(context, 120));
        options.AddPolicy(Suggestions, context => PerMinute(context, 300));
        options.AddPolicy(Mail, context => PerMinute(context, 6));
        options.AddPolicy(TestMail, context => PerMinute(context, 6));
        options.AddPolicy(Invitations, context => PerMinute(context, 60));
        options.AddPolicy(Health, context => PerMinute(context, 120));
    }

    // A member finds on the form again what was too much for this minute; visitors are told on a page of its own.
    private static async ValueTask KeepFormAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        var forms = http.RequestServices.GetRequiredService<KeptForms>();
        if (await forms.KeepAsync(http.Request, KeptBecause.TooMany, cancellation) is { } page)
            http.Response.Redirect(page);
    }

    // Signed-in members of one town hall share an address, so they are counted one by one.
    private static RateLimitPartition<string> PerMinute(HttpContext context, int permits)
    {
        var who = context.Viewer().MemberId?.ToString() ?? context.Source();
        return RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        });
    }
}
