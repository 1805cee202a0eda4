using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dixa.Connector.Json;

/// <summary>A 64-bit hash in the manner of wyhash: sixteen bytes at a time are multiplied into the state and folded.</summary>
/// <remarks>The probability that two different records of a window with a million share a hash is 3 in 10⁸.</remarks>
public static class Fingerprint
{
    // wyhash's constants. No text contains them, so no text can make a factor zero, which would erase the hash so far.
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;
    private const ulong Third = 0x8EBC6AF09C88C6E3;
    private const ulong Fourth = 0x589965CC75374CC3;

    /// <param name="seed">The hash of the bytes before these, to continue from it.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        const int Block = 8;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var hash = seed ^ Second;
        if (words.Length >= Block)
        {
            // Four independent states let the processor overlap the multiplications: hashing is several times as fast as scanning.
            var (a, b, c, d) = (hash, seed ^ Third, seed ^ Fourth, seed ^ First);
            for (; words.Length >= Block; words = words[Block..])
            {
                a = Fold(words[0] ^ First, words[1] ^ a);
                b = Fold(words[2] ^ Second, words[3] ^ b);
                c = Fold(words[4] ^ Third, words[5] ^ c);
                d = Fold(words[6] ^ Fourth, words[7] ^ d);
            }

            hash = Fold(Fold(a ^ First, b), Fold(c ^ Second, d) ^ Third);
        }

        for (; words.Length >= 2; words = words[2..])
        {
            hash = Fold(words[0] ^ First, words[1] ^ hash);
        }

        return Fold(Fold((words.IsEmpty ? 0 : words[0]) ^ Third, Last(bytes) ^ hash), (ulong)bytes.Length ^ Fourth);
    }

    /// <summary>The last eight bytes, or all of them if there are fewer.</summary>
    private static ulong Last(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]);
        }

        ulong last = 0;
        foreach (var b in bytes)
        {
            last = (last << 8) | b;
        }

        return last;
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
