using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Dixa.Warehouse.EndToEnd.Webhooks;

/// <summary><c>sync --listen</c> as it ships, killed with <c>kill -9</c> at moments that a seed draws, and started again on the same port.</summary>
public sealed class KilledAgainAndAgain(string config, int port) : IDisposable
{
    private readonly Random _random = new(port);
    private readonly StringBuilder _said = new();
    private readonly Lock _gate = new();
    private Process? _process;
    private bool _isCalm;
    private bool _isOver;

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills it again and again, until it is to be left alone; then lets it live until it is stopped.</summary>
    /// <returns>What all of them said.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        while (Start() is { } process)
        {
            var ended = Programs.EndAsync(process);

            // From the middle of its start to the middle of its runs.
            await Task.WhenAny(ended, Task.Delay(200 + _random.Next(2500), cancellationToken));
            lock (_gate)
            {
                if (!_isCalm && !ended.IsCompleted)
                {
                    Programs.Signal(process.Id, "KILL");
                    Kills++;
                }
            }

            var (code, said) = await ended;
            _said.AppendLine(CultureInfo.InvariantCulture, $"ended with {code}:\n{said}");
        }

        return _said.ToString();
    }

    /// <summary>Kills it no more.</summary>
    public void Calm()
    {
        lock (_gate)
        {
            _isCalm = true;
        }
    }

    /// <summary>Stops the one that lives.</summary>
    public async Task StopAsync()
    {
        int? id;
        lock (_gate)
        {
            _isOver = true;
            id = _process is { HasExited: false } process ? process.Id : null;
        }

        if (id is { } living)
        {
            Programs.Signal(living, "TERM");
        }

        await Task.Yield();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
        }

        _process?.Dispose();
    }

    private Process? Start()
    {
        lock (_gate)
        {
            _process?.Dispose();
            _process = _isOver ? null : Programs.Start(Programs.Warehouse, "sync", "--config", config, "--source", Programs.Source, "--every", "1h", "--listen", $"127.0.0.1:{port}");
            return _process;
        }
    }
}
