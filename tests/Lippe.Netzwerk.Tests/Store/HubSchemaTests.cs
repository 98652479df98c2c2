using System.Security.Cryptography;
using System.Text;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Store;

public sealed class HubSchemaTests
{
    // The schema each number stands for.
    private static readonly Dictionary<int, string> Schemas = new() { [1] = "1c2fe57d06dc558c" };

    [Test]
    public async Task A_changed_schema_has_another_number()
    {
        await using var connection = await OpenAsync(await TestCluster.CreateDatabaseAsync());
        var schema = await TestSchema.OfAsync(connection);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(schema)))[..16];
        Assert.That(
            hash,
            Is.EqualTo(Schemas[HubSchema.Number]),
            "The schema changed: raise HubSchema.Number, once between two releases, and write its hash down here.");
    }

    [Test]
    public async Task A_program_that_is_older_than_the_schema_takes_nothing_back()
    {
        var database = await TestCluster.CreateDatabaseAsync();
        await using var connection = await OpenAsync(database);
        await ExecuteAsync(
            connection,
            $"""
            alter table mt_doc_topic add column von_morgen text;
            comment on table mt_doc_document is 'made by build of-tomorrow, schema {HubSchema.Number + 1}'
            """);
        var newer = await TestSchema.OfAsync(connection);
        await using (var migrate = TestNode.Call(database, "migrate"))
        {
            Assert.That(await migrate.EndsAsync(), Is.EqualTo(HubCommand.Failed));
            Assert.That(migrate.Printed, Does.Contain($"Schema {HubSchema.Number + 1}"));
        }

        await using var node = TestNode.Serve(database);
        await node.PrintsAsync($"dieses Programm kennt Schema {HubSchema.Number}");
        await node.PrintsAsync("läuft auf");
        Assert.That(await TestSchema.OfAsync(connection), Is.EqualTo(newer));
    }

    private static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
