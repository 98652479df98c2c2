using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Tells that there is no space left, for the database or for this node, from other failures.</summary>
public static class DiskFull
{
    // ENOSPC and EDQUOT, as the runtime reports them.
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    // What PostgreSQL says to whoever connects then, in every language.
    private const string CannotConnect = "could not write init file";

    /// <summary>What to say of it in German, without a place; null for any other failure.</summary>
    public static string? ReasonOf(Exception? e) => e switch
    {
        null => null,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull }
            or PostgresException { MessageText: CannotConnect } => "Kein Platz auf dem Datenträger der Datenbank.",
        IOException { HResult: NoSpace or OverQuota } => "Kein Platz auf dem Datenträger.",
        _ => ReasonOf(e.InnerException),
    };
}
