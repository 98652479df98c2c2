using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lippe.Netzwerk.Mail;

/// <summary>What is counted and traced of mails handed to the server.</summary>
/// <remarks>Costs nothing while nobody listens.</remarks>
internal static class MailTelemetry
{
    /// <summary>The name of its traces and metrics.</summary>
    public const string Name = "Lippe.Netzwerk.Mail";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Mails =
        Meter.CreateHistogram<double>("hub.mail.duration", "s", "How long the mail server took for a mail.");

    /// <summary>Begins a trace; null while nobody listens.</summary>
    public static Activity? Trace() => Traces.StartActivity("mail");

    /// <summary>A mail was taken over or not.</summary>
    public static void Ended(TimeSpan duration, string outcome) =>
        Mails.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
}
