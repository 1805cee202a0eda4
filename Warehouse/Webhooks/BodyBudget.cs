namespace Dixa.Warehouse.Webhooks;

/// <summary>What all bodies that are under way may take of the memory together.</summary>
public sealed class BodyBudget(long bytes)
{
    private long _taken;

    /// <summary>How much is taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes some of it; false, and nothing is taken, if there isn't so much left.</summary>
    public bool TryTake(long count)
    {
        if (Interlocked.Add(ref _taken, count) <= bytes)
        {
            return true;
        }

        Interlocked.Add(ref _taken, -count);
        return false;
    }

    public void Return(long count) => Interlocked.Add(ref _taken, -count);
}
