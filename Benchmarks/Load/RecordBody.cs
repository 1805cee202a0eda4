using System.Text;

namespace Dixa.Benchmarks.Load;

/// <summary>An answer of any size out of a block of records that is used again and again, each time with other ids.</summary>
/// <remarks>Only the connector's memory is to be measured: neither a disk nor this process ever holds the whole of it.</remarks>
public sealed class RecordBody
{
    /// <summary>Stands for the record's number, which has as many digits.</summary>
    public const string Number = "##########";

    /// <summary>With 176 in front a Unix time in milliseconds: 2026-01-01T01:00, an hour behind every window's bound.</summary>
    private const long FirstNumber = 7_229_200_001;

    private const int BlockBytes = 1 << 20;

    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly byte[] _block;

    /// <summary>Where numbers stand in the block; the places of one record behind each other.</summary>
    private readonly int[][] _numbers;

    private readonly int[] _ends;

    /// <param name="shapes">Records with <see cref="Number"/> in them, taken in turn.</param>
    public RecordBody(IReadOnlyList<string> shapes, int records, string before = "[", string after = "]")
    {
        Records = records;
        (_before, _after) = (Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
        byte[][] encoded = [.. shapes.Select(shape => Encoding.UTF8.GetBytes(shape + ","))];
        var turns = Math.Max(1, BlockBytes / encoded.Sum(shape => shape.Length));
        byte[][] block = [.. Enumerable.Repeat(encoded, Math.Min(turns, (records / encoded.Length) + 1)).SelectMany(turn => turn)];
        _block = [.. block.SelectMany(record => record)];
        _ends = new int[block.Length];
        _numbers = new int[block.Length][];
        for (var (i, at) = (0, 0); i < block.Length; i++)
        {
            _numbers[i] = [.. PlacesIn(block[i]).Select(place => at + place)];
            _ends[i] = at += block[i].Length;
        }

        var (blocks, rest) = Math.DivRem(records, block.Length);
        Length = _before.Length + ((long)blocks * _block.Length) + (rest == 0 ? 0 : _ends[rest - 1]) - 1 + _after.Length;
    }

    public int Records { get; }

    public long Length { get; }

    /// <summary>The body, piece by piece; each lives until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        yield return _before;
        for (var done = 0; done < Records;)
        {
            var count = Math.Min(_ends.Length, Records - done);
            for (var i = 0; i < count; i++)
            {
                foreach (var place in _numbers[i])
                {
                    (FirstNumber + done + i).TryFormat(_block.AsSpan(place, Number.Length), out _);
                }
            }

            // The last record has no comma behind it.
            done += count;
            yield return _block.AsMemory(0, _ends[count - 1] - (done == Records ? 1 : 0));
        }

        yield return _after;
    }

    private static IEnumerable<int> PlacesIn(byte[] record)
    {
        var number = Encoding.UTF8.GetBytes(Number);
        for (var at = record.AsSpan().IndexOf(number); at >= 0;)
        {
            yield return at;
            var next = record.AsSpan(at + number.Length).IndexOf(number);
            at = next < 0 ? -1 : at + number.Length + next;
        }
    }
}
