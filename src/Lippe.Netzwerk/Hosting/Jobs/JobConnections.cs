using Hangfire.PostgreSql;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Lets Hangfire take its connections from the hub's one pool.</summary>
internal sealed class JobConnections(NpgsqlDataSource database) : IConnectionFactory
{
    public NpgsqlConnection GetOrCreateConnection() => database.CreateConnection();
}
