using System.Buffers.Binary;

namespace Dixa.Connector.Json;

/// <summary>A 64-bit hash of a few short values: each eight bytes are multiplied into the state and folded.</summary>
/// <remarks>Two different records of a window with a million share one with a probability of 3 in 10⁸.</remarks>
public static class Fingerprint
{
    public const ulong Start = 0x9E3779B97F4A7C15;

    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    public static ulong Add(ulong hash, ReadOnlySpan<byte> value)
    {
        hash = Mix(hash, (ulong)value.Length);
        for (; value.Length >= sizeof(ulong); value = value[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(value));
        }

        ulong rest = 0;
        foreach (var b in value)
        {
            rest = (rest << 8) | b;
        }

        return Mix(hash, rest);
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ value, Multiplier, out var low);
        return high ^ low ^ (hash << 1 | hash >> 63);
    }
}
