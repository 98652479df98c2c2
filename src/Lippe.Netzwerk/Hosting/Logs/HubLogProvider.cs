using Microsoft.Extensions.Logging.Console;

namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>
/// Writes to the console; of a trouble it writes one line a minute, whoever else reports what failed because of it.
/// </summary>
internal sealed class HubLogProvider(ConsoleLoggerProvider console, LastingTroubles troubles)
    : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => new Log(
        console.CreateLogger(categoryName), categoryName.StartsWith("Hangfire.", StringComparison.Ordinal), troubles);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

    public void Dispose()
    {
        // The console ends with its container.
    }

    private sealed class Log(ILogger console, bool isOfHangfire, LastingTroubles troubles) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => console.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => console.IsEnabled(logLevel);

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (Trouble.Of(exception) is { } trouble)
            {
                if (logLevel >= LogLevel.Warning && troubles.IsDue(trouble.Kind))
                    console.LogError(eventId, "{Reason} ({Failed})", trouble.Reason, formatter(state, exception));
            }
            // Without a database Hangfire ends and begins its servers, and says only that.
            else if (!isOfHangfire || !troubles.Include(TroubleKind.Database))
            {
                console.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
