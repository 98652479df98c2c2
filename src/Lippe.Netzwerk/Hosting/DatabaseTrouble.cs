using System.Net.Sockets;
using Npgsql;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Says in German why a database cannot be used, and tells what passes from what does not.</summary>
internal static class DatabaseTrouble
{
    /// <summary>Whether waiting may help: nobody answers, or the server is starting, stopping, or full.</summary>
    public static bool MayPass(this NpgsqlException e) => e.IsTransient
        || HasNoPrimary(e)
        || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow;

    /// <summary>Whether it answers nobody, whatever was asked.</summary>
    /// <remarks>What is fatal ends a session, or lets none begin.</remarks>
    public static bool IsAway(this NpgsqlException e) => e is PostgresException refusal
        ? refusal.InvariantSeverity is "FATAL" or "PANIC"
        : e.IsTransient;

    /// <summary>The reason, with what to do about it where that is known.</summary>
    public static string Explain(NpgsqlException e, NpgsqlConnectionStringBuilder? wanted = null) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"Die Datenbank nimmt die Anmeldung{As(wanted?.Username)} nicht an. "
            + "Prüfen Sie Username und Password in ConnectionStrings__Hub.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"Die Datenbank{Named(wanted?.Database)} gibt es auf diesem Server nicht. "
            + "Prüfen Sie Database in ConnectionStrings__Hub, oder legen Sie sie an: "
            + $"createdb --encoding UTF8 --template template0 {wanted?.Database ?? "NAME"}",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"Das Konto{Named(wanted?.Username)} darf in der Datenbank nicht, was der Hub braucht: "
            + $"{ReasonOf(e)} Machen Sie es zum Eigentümer der Datenbank.",
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
            "Die Datenbank startet gerade oder wird beendet.",
        PostgresErrorCodes.TooManyConnections => "Die Datenbank hat keine Verbindung mehr frei.",
        not null => $"Die Datenbank lehnt ab: {ReasonOf(e)}",
        null => $"{Unreachable(e, wanted?.Host)} Prüfen Sie ConnectionStrings__Hub.",
    };

    /// <summary>The reason for a hub that used the database before, and so is set up rightly.</summary>
    public static string ReasonWhileRunning(NpgsqlException e) =>
        e.SqlState is null ? Unreachable(e, host: null) : Explain(e);

    private static string Unreachable(NpgsqlException e, string? host) =>
        $"Die Datenbank{Named(host)} ist nicht erreichbar: {ReasonOf(e)}";

    private static string ReasonOf(NpgsqlException e) => e switch
    {
        PostgresException refusal => $"{refusal.MessageText}.",
        { InnerException: SocketException socket } => ReasonOf(socket),
        _ when HasNoPrimary(e) => "Keiner der genannten Server ist da und nimmt Änderungen an.",
        { InnerException: IOException } => "Die Verbindung riss ab.",
        { InnerException: TimeoutException } => "Es kommt keine Antwort.",
        _ => e.Message.EndsWith('.') ? e.Message : $"{e.Message}.",
    };

    // Of several servers all are away, or copies of which none has taken the lost one's place yet.
    private static bool HasNoPrimary(NpgsqlException e) => e.InnerException is AggregateException
        || e.Message.StartsWith("No suitable host", StringComparison.Ordinal);

    private static string ReasonOf(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "Dort nimmt niemand Verbindungen an.",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "Diesen Namen kennt niemand.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "Kein Weg führt dorthin.",
        SocketError.AddressNotAvailable => "Dort läuft keine Datenbank.",
        _ => $"{e.Message}.",
    };

    private static string As(string? name) => string.IsNullOrEmpty(name) ? "" : $" als „{name}“";

    private static string Named(string? name) => string.IsNullOrEmpty(name) ? "" : $" „{name}“";
}
