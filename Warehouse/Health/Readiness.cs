using System.Globalization;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Health;

/// <summary>Whether the tables are as fresh as they should be: the database answers, and the last run that succeeded is not too long ago.</summary>
/// <remarks>What was found holds for a few seconds, so that many who ask cost the database no more than one.</remarks>
/// <param name="store">A connection of its own, which is opened when somebody asks.</param>
/// <param name="allowed">How long ago a run may have succeeded. A process that has just started has as long for its first one.</param>
public sealed class Readiness(IEventStore store, TimeSpan allowed, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Lock _gate = new();
    private Task<Finding>? _finding;
    private DateTimeOffset _askedAt;
    private bool _isOpen;

    /// <summary>Connects. A database that is away is tried again when somebody asks.</summary>
    /// <remarks>To make SQLite's table takes the file's lock, which a run may hold for long: so before there is one.</remarks>
    public void Start() => _ = Find();

    /// <summary>Why it is not ready, in a sentence; null if it is.</summary>
    public async Task<string?> AskAsync()
    {
        Task<Finding> finding;
        lock (_gate)
        {
            if (_finding is null || (_finding.IsCompleted && time.GetUtcNow() - _askedAt > HoldsFor))
            {
                (_finding, _askedAt) = (Task.Run(Find), time.GetUtcNow());
            }

            finding = _finding;
        }

        try
        {
            return Judge(await finding.WaitAsync(Patience, time));
        }
        catch (TimeoutException)
        {
            return "The database does not answer.";
        }
    }

    public void Dispose() => store.Dispose();

    private string? Judge(Finding finding)
    {
        var since = finding.LastSuccess > _startedAt ? finding.LastSuccess.Value : _startedAt;
        return finding.Failure is not null ? finding.Failure
            : time.GetUtcNow() - since <= allowed ? null
            : finding.LastSuccess is { } last ? $"The last run that succeeded ended at {last.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC."
            : "No run has succeeded yet.";
    }

    /// <summary>Asks the database. What it says of itself is for the log of runs and not for whoever asks here.</summary>
    private Finding Find()
    {
        try
        {
            if (!_isOpen)
            {
                store.Open();
                _isOpen = true;
            }

            return new Finding(store.ReadLastSuccess(), null);
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException or InvalidOperationException)
        {
            _isOpen = false;
            return new Finding(null, "The database can't be reached.");
        }
    }

    private sealed record Finding(DateTimeOffset? LastSuccess, string? Failure);
}
