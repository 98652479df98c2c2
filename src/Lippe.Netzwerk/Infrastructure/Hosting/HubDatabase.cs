namespace Lippe.Netzwerk.Infrastructure.Hosting;

/// <summary>The database the settings name, or the embedded one for as long as this object lives.</summary>
public sealed class HubDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private HubDatabase(EmbeddedPostgres? embedded) => _embedded = embedded;

    /// <summary>Starts or joins the embedded PostgreSQL when no connection string is set, and sets it.</summary>
    public static async Task<HubDatabase> OpenAsync(HubSettings settings, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(settings.ConnectionString))
            return new HubDatabase(null);

        var embedded = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(settings.Data, "postgres") }, cancellation);
        settings.ConnectionString = embedded.ConnectionString;
        return new HubDatabase(embedded);
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
