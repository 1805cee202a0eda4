using System.Collections.Concurrent;

namespace Dixa.Simulator.Recording;

/// <summary>Counts what a recorder has done so far.</summary>
public sealed class RecordingTally
{
    private const int MostReasons = 100;

    private readonly ConcurrentDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;
    private long _answers;
    private long _rows;
    private long _unrecorded;

    public RecordingCounts Counts => new(
        Interlocked.Read(ref _requests), Interlocked.Read(ref _answers), Interlocked.Read(ref _rows), Interlocked.Read(ref _unrecorded));

    /// <summary>Why answers weren't recorded, and how many. For the screen: a reason may repeat what an answer said.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Reasons => [.. _reasons.OrderByDescending(reason => reason.Value)];

    /// <summary>Ends when the recording can't be written any more, with why.</summary>
    public Task<Exception> Failed => _failed.Task;

    public void Fail(Exception failure) => _failed.TrySetResult(failure);

    public void AddRequest() => Interlocked.Increment(ref _requests);

    public void AddAnswer() => Interlocked.Increment(ref _answers);

    public void AddRow() => Interlocked.Increment(ref _rows);

    public void AddUnrecorded(string reason)
    {
        Interlocked.Increment(ref _unrecorded);
        if (_reasons.Count < MostReasons || _reasons.ContainsKey(reason))
        {
            _reasons.AddOrUpdate(reason, 1, (_, count) => count + 1);
        }
    }
}
