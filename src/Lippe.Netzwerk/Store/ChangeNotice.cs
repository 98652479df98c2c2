using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Store;

/// <summary>Tells all web nodes, with the commit of the change, that cached pages are out of date.</summary>
public static class ChangeNotice
{
    /// <summary>The PostgreSQL notification channel.</summary>
    public const string Channel = "hub_changed";

    /// <summary>Sends the notice; it arrives when the transaction at hand commits.</summary>
    public static Task SendAsync(HubDbContext db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync($"notify {Channel}", cancellation);
}
