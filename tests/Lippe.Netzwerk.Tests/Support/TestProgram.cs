using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>
/// A server on loopback, in a process of its own: a script of this folder that is steered by lines of JSON on its
/// standard input, answers each in order, and says there what it heard.
/// </summary>
public abstract class TestProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _program;
    private readonly Task _listening;
    private readonly Lock _turn = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _asked = [];
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _number;

    /// <param name="script">Its name.</param>
    /// <param name="arguments">What it is started with.</param>
    protected TestProgram(string script, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(HubFolders.Find("tests"), "Lippe.Netzwerk.Tests", "Support", script);
        _program = Process.Start(new ProcessStartInfo("node", [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _listening = ListenAsync();
        var starts = _port.Task.Wait(Patience) && _port.Task.Result > 0;
        Assert.That(starts, Is.True, $"{script} does not start; scripts/test installs what it needs");
    }

    public int Port => _port.Task.Result;

    /// <summary>Refuses connections from now on, and ends those there are.</summary>
    public async Task StopAsync()
    {
        _program.Kill();
        await _listening;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _program.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes in what the script said.</summary>
    protected abstract void Hear(JsonElement said);

    /// <summary>Changes something; what the script said before has been heard when this returns.</summary>
    protected void Steer(JsonObject settings)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_turn)
        {
            settings["number"] = ++_number;
            _asked[_number] = answered;
            try
            {
                _program.StandardInput.WriteLine(settings.ToJsonString());
                _program.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It is gone; the end of its output says so, too.
            }
        }

        var answer = Task.WaitAny(answered.Task, _listening, Task.Delay(Patience));
        Assert.That(answer, Is.LessThan(2), "it does not answer");
    }

    private async Task ListenAsync()
    {
        while (await _program.StandardOutput.ReadLineAsync() is { } line)
        {
            using var said = JsonDocument.Parse(line);
            if (said.RootElement.TryGetProperty("port", out var port))
                _port.SetResult(port.GetInt32());
            else if (said.RootElement.TryGetProperty("number", out var number))
                _asked[number.GetInt32()].SetResult();
            else
                Hear(said.RootElement);
        }

        _port.TrySetResult(0);
    }
}
