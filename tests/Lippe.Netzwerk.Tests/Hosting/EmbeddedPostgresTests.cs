using System.Diagnostics;
using System.Globalization;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>The embedded PostgreSQL runs as long as somebody uses it, and ends nobody else.</summary>
public sealed class EmbeddedPostgresTests
{
    private DirectoryInfo _folder = null!;

    private string PidFile => Path.Combine(_folder.FullName, "cluster", "postmaster.pid");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("netzwerk-pg-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_server_that_was_killed_comes_back_with_its_data()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = _folder.FullName });
        await ExecuteAsync(postgres, "create table kept as select 42 as answer");
        await KillServerAsync();
        var settings = new HubSettings { ConnectionString = postgres.ConnectionString };
        await using (await HubDatabase.AwaitAsync(settings, CancellationToken.None))
            Assert.That(await ExecuteAsync(postgres, "select answer from kept"), Is.EqualTo(42));
    }

    [Test]
    public async Task A_server_that_several_use_comes_back_for_all_of_them()
    {
        await using var first = await TestServers.StartAsync("embedded", _folder.FullName);
        await using var second = await TestServers.StartAsync("embedded", _folder.FullName);
        await KillServerAsync();
        foreach (var postgres in (EmbeddedPostgres[])[first, second])
        {
            var settings = new HubSettings { ConnectionString = postgres.ConnectionString };
            await using var database = await HubDatabase.AwaitAsync(settings, CancellationToken.None);
            Assert.That(await ExecuteAsync(postgres, "select 1"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_process_that_has_a_crashed_servers_number_is_neither_feared_nor_ended()
    {
        await (await TestServers.StartAsync("embedded", _folder.FullName)).DisposeAsync();
        using var stranger = await StartStrangerAsync();
        await File.WriteAllTextAsync(PidFile, $"{stranger.Id}\n{_folder.FullName}/cluster\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".s.PGSQL.5432.lock"), $"{stranger.Id}\n");
        await using (var postgres = await TestServers.StartAsync("embedded", _folder.FullName))
            Assert.That(await ExecuteAsync(postgres, "select 1"), Is.EqualTo(1));
        Assert.That(stranger.HasExited, Is.False);
        stranger.Kill();
    }

    [Test]
    public async Task Leaving_ends_the_server_and_not_a_process_that_has_its_number_by_now()
    {
        var postgres = await TestServers.StartAsync("embedded", _folder.FullName);
        using var server = await ServerAsync();
        await postgres.DisposeAsync();
        await server.WaitForExitAsync();

        postgres = await TestServers.StartAsync("embedded", _folder.FullName);
        using var stranger = await StartStrangerAsync();
        var said = await File.ReadAllLinesAsync(PidFile);
        await File.WriteAllLinesAsync(PidFile, [$"{stranger.Id}", .. said[1..]]);
        await postgres.DisposeAsync();
        Assert.That(stranger.HasExited, Is.False);
        stranger.Kill();

        await File.WriteAllLinesAsync(PidFile, said);
        await (await TestServers.StartAsync("embedded", _folder.FullName)).DisposeAsync();
        Assert.That(File.Exists(PidFile), Is.False);
    }

    // It has the server's account and stands in its folder, as a shell of whoever looks around there.
    private async Task<Process> StartStrangerAsync()
    {
        var cluster = Path.GetDirectoryName(PidFile)!;
        var owner = await NativeProgram.OutputAsync(["stat", "--format=%u", cluster], CancellationToken.None);
        string[] asOwner = [$"--reuid={owner}", "sleep", "600"];
        var stranger = Process.Start(new ProcessStartInfo("setpriv", asOwner) { WorkingDirectory = cluster })!;
        while (stranger.ProcessName is not "sleep")
        {
            await Task.Delay(10);
            stranger.Refresh();
        }

        return stranger;
    }

    private async Task KillServerAsync()
    {
        using var server = await ServerAsync();
        server.Kill();
        await server.WaitForExitAsync();
    }

    private async Task<Process> ServerAsync() =>
        Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(PidFile))[0], CultureInfo.InvariantCulture));

    private static async Task<object?> ExecuteAsync(EmbeddedPostgres postgres, string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false };
        await using var database = NpgsqlDataSource.Create(unpooled);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
