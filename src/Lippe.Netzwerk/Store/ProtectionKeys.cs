using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Keeps Data Protection keys in the database, so that every web node reads every cookie and link.</summary>
/// <remarks>Its interface is synchronous, Marten is not.</remarks>
public sealed class ProtectionKeys(NpgsqlDataSource database) : IXmlRepository
{
    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            "create table if not exists protection_key (name text primary key, xml text not null)", cancellation);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var query = database.CreateCommand("select xml from protection_key order by name");
        using var reader = query.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
            keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand("insert into protection_key (name, xml) values ($1, $2)");
        var xml = element.ToString(SaveOptions.DisableFormatting);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = xml });
        command.ExecuteNonQuery();
    }
}
