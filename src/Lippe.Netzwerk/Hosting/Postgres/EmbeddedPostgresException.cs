namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>The embedded PostgreSQL cannot run; the message says in German what is missing and what helps.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
