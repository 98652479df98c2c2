using System.Data.Common;

namespace Lippe.Netzwerk.Store;

/// <summary>Tells what the database did not do from what went wrong elsewhere.</summary>
public static class DatabaseFailure
{
    /// <summary>Whether the database refused or did not answer; Marten wraps some of what Npgsql says.</summary>
    public static bool IsOfDatabase(this Exception e) => e is DbException || e.InnerException?.IsOfDatabase() == true;
}
