namespace Dixa.Connector.Streams;

/// <summary>Fetches something for each of many parents, several at once, and passes the results on in the parents' order.</summary>
public static class FanOut
{
    /// <summary>Concurrent requests. At ten requests a second this uses the whole limit while responses take up to 1.6 seconds.</summary>
    private const int AtOnce = 16;

    public static async Task RunAsync<TParent, TResult>(
        IEnumerable<TParent> parents,
        Func<TParent, CancellationToken, Task<TResult>> fetch,
        Func<TParent, TResult, ValueTask> take,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<(TParent Parent, Task<TResult> Result)>();
        try
        {
            foreach (var parent in parents)
            {
                if (running.Count == AtOnce)
                {
                    await TakeAsync();
                }

                running.Enqueue((parent, fetch(parent, stop.Token)));
            }

            while (running.Count > 0)
            {
                await TakeAsync();
            }
        }
        catch
        {
            // The first failure in order decides. The requests that still run are cancelled and awaited, so that none continues in the background.
            await stop.CancelAsync();
            await Task.WhenAll(running.Select(entry => entry.Result)).ContinueWith(static _ => { }, TaskScheduler.Default);
            throw;
        }

        async ValueTask TakeAsync()
        {
            var result = await running.Peek().Result.WaitAsync(cancellationToken);
            await take(running.Dequeue().Parent, result);
        }
    }
}
