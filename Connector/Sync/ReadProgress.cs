using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Sync;

/// <summary>A line on a terminal that says how far a read is. It is rewritten twice a second, and gone when the read has ended.</summary>
/// <remarks>Figures are read while others write them. Each is a number of its own, so at worst one is half a second older than another.</remarks>
public sealed class ReadProgress : IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>The narrowest terminal in use. A line that wrapped could not be rewritten.</summary>
    private const int Columns = 79;

    /// <summary>To the line's beginning, and erase what is behind.</summary>
    private const string Erase = "\r\e[K";

    private readonly IReadOnlyList<StreamRun> _runs;
    private readonly TextWriter _terminal;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private bool _hasEnded;

    public ReadProgress(IReadOnlyList<StreamRun> runs, TextWriter terminal, TimeProvider time)
    {
        (_runs, _terminal, _time, _start) = (runs, terminal, time, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Show(), null, Every, Every);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _hasEnded = true;
            Write(Erase);
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                Write(Erase + Line());
            }
        }
    }

    private string Line()
    {
        var now = _time.GetUtcNow();
        var waits = _runs.Where(run => !run.HasEnded && run.WaitsUntil > now).Select(run => run.WaitsUntil).DefaultIfEmpty().Min();
        var line = $"{_runs.Count(run => run.HasEnded)} of {_runs.Count} streams, {Amounts.Number(_runs.Sum(run => run.Records))} records, "
            + $"{Amounts.Size(_runs.Sum(run => run.Bytes))}, {Amounts.Number(_runs.Sum(run => run.Requests))} requests in {Amounts.Duration(_time.GetElapsedTime(_start))}"
            + (waits > now ? $"; waits {Amounts.Duration(waits - now)} for the limit" : "");
        return line.Length > Columns ? line[..Columns] : line;
    }

    /// <summary>A terminal that is closed is no reason to fail.</summary>
    private void Write(string text)
    {
        try
        {
            _terminal.Write(text);
            _terminal.Flush();
        }
        catch (IOException)
        {
            _hasEnded = true;
        }
    }
}
