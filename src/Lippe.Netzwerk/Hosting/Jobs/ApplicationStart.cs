namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Lets background work wait until the site answers, so that the first page never waits for it.</summary>
internal static class ApplicationStart
{
    /// <summary>Returns once the application has started.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime application, CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = application.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }
}
