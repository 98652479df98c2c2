using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>A database of one's own is looked at before anything is written to it.</summary>
public sealed class HubDatabaseTests
{
    [Test]
    public async Task A_database_of_another_encoding_is_refused_with_the_command_that_helps()
    {
        var settings = new HubSettings
        {
            ConnectionString = await TestCluster.CreateEmptyDatabaseAsync(
                "template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'"),
        };
        Assert.That(
            () => HubDatabase.OpenAsync(settings, CancellationToken.None),
            Throws.TypeOf<NotSupportedException>().With.Message
                .Contains("SQL_ASCII").And.Message.Contains("createdb --encoding UTF8"));
    }

    [Test]
    public async Task A_database_in_UTF8_is_taken()
    {
        var settings = new HubSettings { ConnectionString = await TestCluster.CreateEmptyDatabaseAsync() };
        Assert.That(async () => await HubDatabase.OpenAsync(settings, CancellationToken.None), Throws.Nothing);
    }
}
