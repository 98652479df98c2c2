using System.Text.Json;

namespace Lippe.Netzwerk.Web;

/// <summary>The form that takes back what a single click did.</summary>
/// <param name="Action">Where it goes.</param>
/// <param name="Fields">What it sends; with the version it takes back, where there is one: nothing newer goes.</param>
public sealed record Undo(string Action, IReadOnlyDictionary<string, string> Fields)
{
    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static Undo? FromJson(string json) => JsonSerializer.Deserialize<Undo>(json);
}
