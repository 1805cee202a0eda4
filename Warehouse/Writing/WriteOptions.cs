namespace Dixa.Warehouse.Writing;

/// <summary>How much is held, and how long a database is waited for.</summary>
public sealed record WriteOptions
{
    /// <summary>What records that wait may take of the memory; beyond it they wait in a file.</summary>
    public long MemoryBytes { get; init; } = 24 << 20;

    /// <summary>What one transaction brings at most, unless one state covers more.</summary>
    public long BatchBytes { get; init; } = 16 << 20;

    /// <summary>Where records wait that are too many for the memory.</summary>
    public string SpillDirectory { get; init; } = Path.GetTempPath();

    /// <summary>
    /// Whether rows alone are committed: the states that are stored stay, and no refresh ends. Rows come again then, and are kept
    /// once by their keys; streams without a key are not to be read so.
    /// </summary>
    public bool LeavesStates { get; init; }

    /// <summary>How long a database that went away is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Waits by <see cref="Time"/>; tests have it return at once.</summary>
    public Action<TimeSpan, CancellationToken> Wait { get; init; } = (pause, cancellationToken) => cancellationToken.WaitHandle.WaitOne(pause);
}
