namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>A progress bar on one line of a terminal; silent where the output goes to a file.</summary>
internal sealed class ProgressLine(TextWriter output, bool isSilent) : IDisposable
{
    private const int Width = 30;
    private readonly Lock _lock = new();
    private int _lastPercent = -1;
    private bool _ended;

    /// <summary>Draws the bar when a whole percent was gained.</summary>
    public void Show(int finished, int total)
    {
        if (isSilent || total == 0)
            return;
        lock (_lock)
        {
            var percent = 100 * finished / total;
            if (percent <= _lastPercent)
                return;
            _lastPercent = percent;
            var done = Width * finished / total;
            var bar = new string('#', done) + new string('.', Width - done);
            output.Write($"\r[{bar}] {percent,3} % ({finished} von {total})");
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_ended && _lastPercent >= 0)
                output.WriteLine();
            _ended = true;
        }
    }
}
