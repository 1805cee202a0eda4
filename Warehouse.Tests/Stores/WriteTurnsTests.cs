using Dixa.Warehouse.Stores.Sqlite;

namespace Dixa.Warehouse.Stores;

/// <summary>Who writes to a SQLite file next.</summary>
public sealed class WriteTurnsTests
{
    [Fact]
    public void WhoComesFirstIsFirst()
    {
        var turns = new WriteTurns();
        var order = new List<int>();
        var first = turns.Take();
        var threads = new List<Thread>();
        for (var i = 0; i < 5; i++)
        {
            var number = i;
            var thread = new Thread(() =>
            {
                using var turn = turns.Take();
                order.Add(number);
            });
            thread.Start();
            threads.Add(thread);
            SpinWait.SpinUntil(() => turns.Waiting == number + 1);
        }

        first.Dispose();
        threads.ForEach(thread => thread.Join());
        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    /// <remarks>A lock that anybody may take who comes would go back to the one that has just had it.</remarks>
    [Fact]
    public void WhoTakesItAgainStandsBehindThoseWhoWait()
    {
        var turns = new WriteTurns();
        var first = turns.Take();
        var had = false;
        var other = new Thread(() =>
        {
            using var turn = turns.Take();
            Volatile.Write(ref had, true);
        });
        other.Start();
        SpinWait.SpinUntil(() => turns.Waiting == 1);
        first.Dispose();
        using (turns.Take())
        {
            Assert.True(Volatile.Read(ref had));
        }

        other.Join();
    }

    [Fact]
    public void WithinATurnTheSameThreadTakesItAgain()
    {
        var turns = new WriteTurns();
        var outer = turns.Take();
        turns.Take().Dispose();
        var got = false;
        var other = new Thread(() =>
        {
            using var turn = turns.Take();
            Volatile.Write(ref got, true);
        });
        other.Start();
        SpinWait.SpinUntil(() => turns.Waiting == 1);
        Assert.False(Volatile.Read(ref got));
        outer.Dispose();
        other.Join();
        Assert.True(got);
    }
}
