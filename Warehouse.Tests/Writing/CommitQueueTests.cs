namespace Dixa.Warehouse.Writing;

/// <summary>What waits for the database.</summary>
public sealed class CommitQueueTests
{
    [Fact]
    public void ManyUnitsAreTakenAtOnceUpToAsManyBytesAsFit()
    {
        var queue = new CommitQueue(() => null);
        foreach (var bytes in new[] { 4, 4, 9, 1 })
        {
            queue.Add(Unit(bytes));
        }

        queue.Complete();

        Assert.Equal([2, 1, 1, 0], Enumerable.Range(0, 4).Select(_ => queue.Take(8).Count));
    }

    [Fact]
    public async Task TheNextBatchIsTakenWhileOneIsCommittedOnceItIsWorthIt()
    {
        var (queue, _, waiting) = Waiting();
        Assert.True(queue.WantsMore);
        Assert.False(waiting.IsCompleted);

        queue.Add(Unit(1));
        Assert.True(await waiting);
        Assert.False(queue.WantsMore);
    }

    [Fact]
    public async Task LittleWaitsForTheEndOfTheTransaction()
    {
        var (queue, committing, waiting) = Waiting();

        committing.SetResult();
        Assert.False(await waiting);
        Assert.Single(queue.Take(8));
        Assert.False(queue.WaitForEnough(Task.CompletedTask));
    }

    [Fact]
    public void WhereNothingIsStagedNothingIsWanted() => Assert.False(new CommitQueue(() => null).WantsMore);

    /// <summary>A queue that holds a byte too little to be staged, while a transaction is under way, and who waits for more.</summary>
    private static (CommitQueue Queue, TaskCompletionSource Committing, Task<bool> Waiting) Waiting()
    {
        var queue = new CommitQueue(() => 8);
        var committing = new TaskCompletionSource();
        var waiting = Task.Run(() => queue.WaitForEnough(committing.Task), TestContext.Current.CancellationToken);
        queue.Add(Unit(7));
        return (queue, committing, waiting);
    }

    /// <summary>A unit of one stream, whose records take so many bytes with their line feeds.</summary>
    private static CommitUnit Unit(int bytes)
    {
        var rows = new RowBuffer();
        rows.Append(new byte[bytes - 1]);
        return new CommitUnit([(null!, rows)], null, null);
    }
}
