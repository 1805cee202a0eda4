namespace Dixa.Connector.Streams;

public sealed class FanOutTests
{
    [Fact]
    public async Task ResultsComeInTheParentsOrderWhateverTheOrderOfTheAnswers()
    {
        var answers = Enumerable.Range(0, 100).Select(_ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
        var taken = new List<int>();
        var running = FanOut.RunAsync(
            Enumerable.Range(0, 100),
            (parent, _) => answers[parent].Task,
            (parent, result) =>
            {
                Assert.Equal(parent * 2, result);
                taken.Add(parent);
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        for (var i = 99; i >= 0; i--)
        {
            answers[i].SetResult(i * 2);
        }

        await running;
        Assert.Equal(Enumerable.Range(0, 100), taken);
    }

    [Fact]
    public async Task AFailureStopsTheRestAndWhatCameBeforeItIsTaken()
    {
        var taken = new List<int>();
        var stopped = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => FanOut.RunAsync(
            Enumerable.Range(0, 100),
            async (parent, ct) =>
            {
                if (parent == 5)
                {
                    throw new InvalidOperationException();
                }

                if (parent > 5)
                {
                    using var registration = ct.Register(() => Interlocked.Increment(ref stopped));
                    await Task.Delay(Timeout.Infinite, ct);
                }

                return parent;
            },
            (parent, _) =>
            {
                taken.Add(parent);
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(0, 5), taken);
        Assert.InRange(stopped, 1, 16);
    }
}
