namespace Lippe.Netzwerk.Hosting;

/// <summary>Everything an operator may set; the README's table names each key.</summary>
public sealed class HubSettings
{
    /// <summary>An existing PostgreSQL 18 or newer; when empty, the embedded one is started.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of the embedded PostgreSQL.</summary>
    public string Data { get; set; } = HubFolders.DefaultData;

    /// <summary>Folder of this node's search index; in <see cref="Data"/> when empty. Further nodes on the machine take the same with a number.</summary>
    public string Index
    {
        get => field.Length > 0 ? field : Path.Combine(Data, "index");
        set;
    } = "";

    /// <summary>Folder with the network's texts and first documents.</summary>
    public string Content { get; set; } = HubFolders.Find("content");

    /// <summary>Folder that holds one folder per theme.</summary>
    public string Themes { get; set; } = HubFolders.Find("themes");

    public string Theme { get; set; } = "lippe";

    /// <summary>Folder of the chosen theme.</summary>
    public string ThemeFolder => Path.GetFullPath(Path.Combine(Themes, Theme));

    /// <summary>The hub's public address, without a slash at the end; on loopback when empty.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The hub's address as its readers know it; links in mails begin with it.</summary>
    public string Address => BaseUrl.Length > 0 ? BaseUrl : $"http://127.0.0.1:{Port}";

    /// <summary>The port served on loopback.</summary>
    public int Port { get; set; } = 5080;

    public MailSettings Mail { get; set; } = new();

    public DigestSettings Digest { get; set; } = new();

    /// <summary>Address of an OpenTelemetry collector that takes OTLP over HTTP, for example <c>http://127.0.0.1:4318</c>; none when empty.</summary>
    public string Telemetry { get; set; } = "";

    /// <summary>Whether this node runs background jobs; of several nodes at least one must.</summary>
    public bool Jobs { get; set; } = true;
}

/// <summary>Where mails go: to an SMTP server, or to the outbox page when no host is set.</summary>
public sealed class MailSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted with STARTTLS.</summary>
    public bool StartTls { get; set; } = true;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender's address; the network's contact address when empty.</summary>
    public string From { get; set; } = "";

    /// <summary>Folder in which the mail server puts mails that came back, for example <c>Maildir/new</c>; they are read and removed. None when empty.</summary>
    public string Bounces { get; set; } = "";

    /// <summary>How long one mail may take, from the connection to the server's last answer; whole seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>The same as a span of time.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>How many digests one node sends side by side.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>How many digests leave in a minute, over all nodes; 0 sets no limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>How many of them go to one domain; 0 sets no limit.</summary>
    public int PerDomainPerMinute { get; set; }
}

/// <summary>When the monthly digest is due.</summary>
public sealed class DigestSettings
{
    /// <summary>Which working day of the month, from 1.</summary>
    public int WorkingDay { get; set; } = 1;

    /// <summary>The time in Berlin.</summary>
    public TimeOnly Time { get; set; } = new(7, 0);
}
