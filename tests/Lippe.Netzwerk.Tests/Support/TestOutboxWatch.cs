using Lippe.Netzwerk.Domain;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Tells when a hub without mail server has kept a mail.</summary>
public sealed class TestOutboxWatch : DocumentSessionListenerBase
{
    private volatile TaskCompletionSource _next = Waiting();

    /// <summary>Done as soon as another mail is kept.</summary>
    public Task Next => _next.Task;

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.Inserted.OfType<OutboxMail>().Any())
            Interlocked.Exchange(ref _next, Waiting()).SetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Lets a test's hub tell when it has kept a mail.</summary>
internal static class TestOutboxWatchServices
{
    public static IServiceCollection AddOutboxWatch(this IServiceCollection services)
    {
        services.AddSingleton<TestOutboxWatch>();
        services.ConfigureMarten((provider, store) =>
            store.Listeners.Add(provider.GetRequiredService<TestOutboxWatch>()));
        return services;
    }
}
