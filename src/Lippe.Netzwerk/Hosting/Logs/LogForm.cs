namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>In which form the hub writes its log; an event is one line in each.</summary>
public enum LogForm
{
    /// <summary>As the system's journal takes it where that listens, else as text.</summary>
    Auto,

    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>With the priorities of syslog, such as <c>&lt;3&gt;</c>, before each line.</summary>
    Syslog,

    /// <summary>One JSON object a line, with its time.</summary>
    Json,
}
