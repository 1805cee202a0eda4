using Dixa.Warehouse.Stores.Sqlite;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Holds a file's turn to write, as a run does while its transaction is open.</summary>
public sealed class RunningTransaction : IDisposable
{
    private readonly WriteTurns _turns;
    private readonly TaskCompletionSource _begun = new();
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;

    private RunningTransaction(string path)
    {
        _turns = WriteTurns.Of(path);
        _thread = new Thread(Hold);
    }

    /// <summary>How many others wait for the turn.</summary>
    public int Waiting => _turns.Waiting;

    public static async Task<RunningTransaction> BeginAsync(string path)
    {
        var transaction = new RunningTransaction(path);
        transaction._thread.Start();
        await transaction._begun.Task;
        return transaction;
    }

    public void End()
    {
        _end.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        End();
        _end.Dispose();
    }

    // A turn belongs to the thread that took it.
    private void Hold()
    {
        using var turn = _turns.Take();
        _begun.SetResult();
        _end.Wait();
    }
}
