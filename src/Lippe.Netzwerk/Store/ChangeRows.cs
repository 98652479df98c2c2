using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Store;

/// <summary>Writes rows of the change feed in the transaction at hand; every node is told with its commit.</summary>
public static class ChangeRows
{
    /// <summary>Notes that things of one kind changed.</summary>
    public static Task AddAsync(HubDbContext db, string kind, string[] ids, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"insert into change (kind, id) select {kind}, unnest({ids})", cancellation);
}
