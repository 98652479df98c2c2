using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lippe.Netzwerk.Store;

/// <summary>Names columns the way PostgreSQL folds them, so that plain SQL needs no quotes.</summary>
internal static partial class SnakeCase
{
    /// <summary>Renames every column of the model; JSON property names stay as they are.</summary>
    public static void Apply(IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(Of(property.GetColumnName()));
    }

    /// <summary><c>InhabitantsAsOf</c> becomes <c>inhabitants_as_of</c>.</summary>
    private static string Of(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
