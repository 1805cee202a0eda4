using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Replaces places in alphabets by others, as a key says: the same by the same, and different ones by different ones.</summary>
/// <remarks>
/// A short sequence goes through a Feistel network, each half shifted by a keyed hash of the other one, which is a permutation. In
/// a long one a permutation is not needed: two of them meet by chance as rarely as two random keys do.
/// </remarks>
public sealed class KeyedPermutation(byte[] key)
{
    /// <summary>As many as a hash of 32 bytes has words for, in each half.</summary>
    private const int LongestShort = 32;
    private const int Rounds = 8;
    private const byte OfLong = 0xFF;
    private const int AesBlock = 16;
    private const int MostWordBytes = 4096;

    /// <param name="places">Each below its size; replaced in place.</param>
    /// <param name="sizes">The size of each one's alphabet.</param>
    public void Apply(Span<ushort> places, ReadOnlySpan<ushort> sizes)
    {
        if (places.Length > LongestShort)
        {
            Draw(places, sizes);
        }
        else if (places.Length == 1)
        {
            // Shifted by one at least, so that no single letter stays what it is.
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, [], hash);
            places[0] = (ushort)(sizes[0] == 1 ? 0 : (places[0] + 1 + (Word(hash, 0) % (sizes[0] - 1))) % sizes[0]);
        }
        else
        {
            Shuffle(places, sizes);
        }
    }

    private static ushort Word(ReadOnlySpan<byte> hash, int index) => BinaryPrimitives.ReadUInt16LittleEndian(hash[(index * 2)..]);

    private void Shuffle(Span<ushort> places, ReadOnlySpan<ushort> sizes)
    {
        Span<byte> other = stackalloc byte[1 + LongestShort];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var round = 0; round < Rounds; round++)
        {
            other[0] = (byte)round;
            var length = 1;
            for (var index = (round + 1) % 2; index < places.Length; index += 2)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(other[length..], places[index]);
                length += 2;
            }

            HMACSHA256.HashData(key, other[..length], hash);
            for (var (index, word) = (round % 2, 0); index < places.Length; index += 2, word++)
            {
                places[index] = (ushort)((places[index] + Word(hash, word)) % sizes[index]);
            }
        }
    }

    private void Draw(Span<ushort> places, ReadOnlySpan<ushort> sizes)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData([OfLong]);
        hash.AppendData(MemoryMarshal.AsBytes(places));
        using var aes = Aes.Create();
        aes.Key = hash.GetHashAndReset();

        // Encrypted counters: a stream of random words that anybody without the key can't tell from another.
        var counters = new byte[Math.Min(MostWordBytes, ((places.Length * sizeof(ushort)) + AesBlock - 1) / AesBlock * AesBlock)];
        var words = new byte[counters.Length];
        for (var index = 0; index < places.Length; index++)
        {
            var word = index % (words.Length / 2);
            if (word == 0)
            {
                for (var block = 0; block < counters.Length; block += AesBlock)
                {
                    BinaryPrimitives.WriteInt64LittleEndian(counters.AsSpan(block), ((long)index * 2) + block);
                }

                aes.EncryptEcb(counters, words, PaddingMode.None);
            }

            places[index] = (ushort)(Word(words, word) % sizes[index]);
        }
    }
}
