namespace Lippe.Netzwerk.Hosting;

/// <summary>The embedded PostgreSQL cannot run; the message says in German what is missing and what helps.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
