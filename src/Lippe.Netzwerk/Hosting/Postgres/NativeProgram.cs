using System.ComponentModel;
using System.Diagnostics;

namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>Runs the system's and PostgreSQL's own small programs.</summary>
internal static class NativeProgram
{
    /// <summary>Runs a command to its end; output and errors come back as one text.</summary>
    public static async Task<(int ExitCode, string Text)> RunAsync(string[] command, CancellationToken cancellation)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Runs a command that must succeed and returns what it printed.</summary>
    public static async Task<string> OutputAsync(string[] command, CancellationToken cancellation)
    {
        var (exitCode, text) = await RunAsync(command, cancellation);
        return exitCode is 0
            ? text
            : throw new EmbeddedPostgresException($"„{string.Join(' ', command)}“ ist fehlgeschlagen: {text}");
    }

    /// <summary>Starts a command that outlives this process, out of reach of the terminal's Ctrl-C.</summary>
    public static void Leave(string[] command) => Start(["setsid", .. command]).Dispose();

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new EmbeddedPostgresException(
                $"Das Programm „{command[0]}“ fehlt oder ist nicht ausführbar. "
                + "Abhilfe: apt-get install util-linux coreutils, dann scripts/setup.",
                exception);
        }
    }
}
