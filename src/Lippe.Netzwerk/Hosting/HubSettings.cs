using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting.Logs;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Everything an operator may set; the README's table names each key.</summary>
public sealed class HubSettings
{
    /// <summary>An existing PostgreSQL 15 or newer; when empty, the embedded one is started.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of the embedded PostgreSQL.</summary>
    public string Data { get; set; } = HubFolders.DefaultData;

    /// <summary>Folder of this node's search index; in <see cref="Data"/> when empty.</summary>
    /// <remarks>Further nodes on the machine take the same with a number.</remarks>
    public string Index { get; set; } = "";

    public string IndexFolder => Index.Length > 0 ? Index : Path.Combine(Data, "index");

    /// <summary>Folder with the network's texts and first documents.</summary>
    public string Content { get; set; } = HubFolders.Find("content");

    /// <summary>Folder that holds one folder per theme.</summary>
    public string Themes { get; set; } = HubFolders.Find("themes");

    public string Theme { get; set; } = "lippe";

    public string ThemeFolder => Path.GetFullPath(Path.Combine(Themes, Theme));

    /// <summary>The hub's public address, without a slash at the end; on loopback when empty.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The hub's address as its readers know it; links in mails begin with it.</summary>
    public string Address => BaseUrl.Length > 0 ? BaseUrl : $"http://127.0.0.1:{Port}";

    /// <summary>The port served on loopback.</summary>
    public int Port { get; set; } = 5080;

    public MailSettings Mail { get; set; } = new();

    public DigestSettings Digest { get; set; } = new();

    /// <summary>
    /// Address of an OpenTelemetry collector that takes OTLP over HTTP, for example <c>http://127.0.0.1:4318</c>;
    /// none when empty.
    /// </summary>
    public string Telemetry { get; set; } = "";

    /// <summary>In which form the log is written.</summary>
    public LogForm Logging { get; set; }

    /// <summary>Whether this node runs background jobs; of several nodes at least one must.</summary>
    public bool Jobs { get; set; } = true;

    /// <summary>How long a node that is told to end still takes requests, in seconds.</summary>
    public int DrainSeconds { get; set; }

    /// <summary>Refuses what cannot work, before anything begins.</summary>
    /// <exception cref="NotSupportedException">Says what to set instead.</exception>
    public void Require()
    {
        SettingForms.Require("Port", Port, SettingForms.IsPort(Port), SettingForms.Port);
        SettingForms.Require(
            "BaseUrl", BaseUrl, BaseUrl.Length == 0 || SettingForms.IsRoot(BaseUrl), SettingForms.Root);
        SettingForms.Require(
            "Telemetry", Telemetry, Telemetry.Length == 0 || SettingForms.IsHttp(Telemetry), SettingForms.Collector);
        SettingForms.Require("DrainSeconds", DrainSeconds, Drain.IsPossible(DrainSeconds), Drain.Form);
        RequireAtLeast(1, "Digest__WorkingDay", Digest.WorkingDay);
        RequireMail();
    }

    private void RequireMail()
    {
        if (Mail.BouncesAreInMailbox)
            BounceMailbox.Parse(Mail.Bounces);
        SettingForms.Require("Mail__Port", Mail.Port, SettingForms.IsPort(Mail.Port), SettingForms.Port);
        SettingForms.Require(
            "Mail__From", Mail.From, Mail.From.Length == 0 || EmailAddress.IsValid(Mail.From), SettingForms.Mail);
        RequireAtLeast(1, "Mail__TimeoutSeconds", Mail.TimeoutSeconds);
        RequireAtLeast(1, "Mail__AnswerTimeoutSeconds", Mail.AnswerTimeoutSeconds);
        RequireAtLeast(1, "Mail__Workers", Mail.Workers);
        RequireAtLeast(0, "Mail__PerMinute", Mail.PerMinute);
        RequireAtLeast(0, "Mail__PerDomainPerMinute", Mail.PerDomainPerMinute);
    }

    private static void RequireAtLeast(int least, string key, int value) =>
        SettingForms.Require(key, value, value >= least, $"eine Zahl ab {least}");
}

/// <summary>When the monthly digest is due.</summary>
public sealed class DigestSettings
{
    /// <summary>Which working day of the month, from 1.</summary>
    public int WorkingDay { get; set; } = 1;

    /// <summary>The time in Berlin.</summary>
    public TimeOnly Time { get; set; } = new(7, 0);
}
