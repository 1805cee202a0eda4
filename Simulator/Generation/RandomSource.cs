namespace Dixa.Simulator.Generation;

/// <summary>SplitMix64: a seed draws the same numbers on every platform and runtime, which System.Random doesn't promise.</summary>
public sealed class RandomSource(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>A source for one item of a series, independent of the draws for the others.</summary>
    public RandomSource(ulong seed, long item)
        : this(Mix(seed ^ Mix((ulong)item + GoldenGamma)))
    {
    }

    /// <summary>A source for the item with this id.</summary>
    public RandomSource(ulong seed, Guid item)
        : this(seed, Fold(item))
    {
    }

    /// <summary>A source for one more aspect of an item: however many there are, what the item's own source draws stays as it is.</summary>
    public static RandomSource Aside(ulong seed, long item, int aspect = 0) => new(~seed ^ (ulong)aspect, item);

    /// <summary>A source for one more aspect of the item with this id.</summary>
    public static RandomSource Aside(ulong seed, Guid item, int aspect = 0) => new(~seed ^ (ulong)aspect, item);

    /// <summary>A number from 0 up to, not including, this one.</summary>
    public int Below(int bound) => (int)Below((long)bound);

    public long Below(long bound) => (long)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>A number between these two, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public long Between(long low, long high) => low + Below(high - low + 1);

    /// <summary>A moment between these two, in whole milliseconds.</summary>
    public DateTimeOffset Between(DateTimeOffset low, DateTimeOffset high) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Between(low.ToUnixTimeMilliseconds(), high.ToUnixTimeMilliseconds()));

    public bool Chance(double probability) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Some of the items, in their order, each with this probability.</summary>
    public IEnumerable<T> Some<T>(IEnumerable<T> items, double probability) => items.Where(_ => Chance(probability));

    public void Shuffle<T>(Span<T> items)
    {
        for (var count = items.Length; count > 1; count--)
        {
            var other = Below(count);
            (items[count - 1], items[other]) = (items[other], items[count - 1]);
        }
    }

    /// <summary>A version 4 UUID.</summary>
    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static long Fold(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    private ulong NextBits() => Mix(_state += GoldenGamma);
}
