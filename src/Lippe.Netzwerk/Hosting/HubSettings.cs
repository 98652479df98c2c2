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
    /// <exception cref="NotSupportedException">Says of each such setting what it should be instead.</exception>
    public void Require() => Refuse(Faults());

    /// <summary>What cannot work, with what to set instead.</summary>
    public IEnumerable<string> Faults() =>
        from fault in FaultsHere().Concat(FaultsOfMail()) where fault is not null select fault;

    /// <summary>What works, and is hardly meant.</summary>
    public IEnumerable<string> Doubts()
    {
        if (BaseUrl.Length == 0 && Mail.Host.Length > 0)
            yield return $"Hub__BaseUrl ist leer: Links in E-Mails beginnen mit {Address} und führen nirgendwohin.";
        if (BaseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !new Uri(BaseUrl).IsLoopback)
            yield return "Hub__BaseUrl beginnt mit http://: Ohne TLS lesen andere Passwörter mit. Setzen Sie https://.";
        if (Mail.User.Length > 0 != Mail.Password.Length > 0)
            yield return "Von Hub__Mail__User und Hub__Mail__Password ist nur eins gesetzt. Setzen Sie beide.";
        if (Mail.Port == 465 && Mail.Security == MailSecurity.StartTls)
            yield return "Hub__Mail__Port 465 gehört meist zu Hub__Mail__Security=Tls, nicht zu StartTls.";
    }

    /// <exception cref="NotSupportedException">There are faults; says all.</exception>
    internal static void Refuse(IEnumerable<string> faults)
    {
        if (string.Join(Environment.NewLine, faults) is { Length: > 0 } all)
            throw new NotSupportedException(all);
    }

    private IEnumerable<string?> FaultsHere() =>
    [
        HubDatabase.FaultOf(ConnectionString),
        SettingForms.FaultOf("Port", Port, SettingForms.IsPort(Port), SettingForms.Port),
        SettingForms.FaultOf(
            "BaseUrl", BaseUrl, BaseUrl.Length == 0 || SettingForms.IsRoot(BaseUrl), SettingForms.Root),
        SettingForms.FaultOf(
            "Telemetry", Telemetry, Telemetry.Length == 0 || SettingForms.IsHttp(Telemetry), SettingForms.Collector),
        SettingForms.FaultOf("Content", Content, Directory.Exists(Content), SettingForms.Folder),
        SettingForms.FaultOf("Themes", Themes, Directory.Exists(Themes), SettingForms.Folder),
        Directory.Exists(Themes) ? FaultOfTheme() : null,
        SettingForms.FaultOf("DrainSeconds", DrainSeconds, Drain.IsPossible(DrainSeconds), Drain.Form),
        FaultBelow(1, "Digest__WorkingDay", Digest.WorkingDay),
    ];

    private IEnumerable<string?> FaultsOfMail() =>
    [
        SettingForms.FaultOf(
            "Mail__Host",
            Mail.Host,
            Mail.Host.Length == 0 || Uri.CheckHostName(Mail.Host) != UriHostNameType.Unknown,
            SettingForms.Host),
        SettingForms.FaultOf("Mail__Port", Mail.Port, SettingForms.IsPort(Mail.Port), SettingForms.Port),
        SettingForms.FaultOf(
            "Mail__From", Mail.From, Mail.From.Length == 0 || EmailAddress.IsValid(Mail.From), SettingForms.Mail),
        SettingForms.FaultOf(
            "Mail__Bounces",
            Mail.Bounces,
            !Mail.BouncesAreInMailbox || BounceMailbox.IsAddress(Mail.Bounces),
            SettingForms.Bounces),
        FaultBelow(1, "Mail__TimeoutSeconds", Mail.TimeoutSeconds),
        FaultBelow(1, "Mail__AnswerTimeoutSeconds", Mail.AnswerTimeoutSeconds),
        FaultBelow(1, "Mail__Workers", Mail.Workers),
        FaultBelow(0, "Mail__PerMinute", Mail.PerMinute),
        FaultBelow(0, "Mail__PerDomainPerMinute", Mail.PerDomainPerMinute),
    ];

    private string? FaultOfTheme()
    {
        var known = Directory.EnumerateDirectories(Themes).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        return SettingForms.FaultOf(
            "Theme", Theme, known.Contains(Theme), $"ein Ordner in {Themes} ({string.Join(", ", known)})");
    }

    private static string? FaultBelow(int least, string key, int value) =>
        SettingForms.FaultOf(key, value, value >= least, $"eine Zahl ab {least}");
}

/// <summary>When the monthly digest is due.</summary>
public sealed class DigestSettings
{
    /// <summary>Which working day of the month, from 1.</summary>
    public int WorkingDay { get; set; } = 1;

    /// <summary>The time in Berlin.</summary>
    public TimeOnly Time { get; set; } = new(7, 0);
}
