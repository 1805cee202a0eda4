using System.Globalization;
using System.Text;

namespace Dixa.Benchmarks.Load;

/// <summary>A line with places for a record's number, and for a hash of it that puts keys into an order of chance.</summary>
public sealed class RecordTemplate
{
    /// <summary>Stands for eight hexadecimal digits, different for each number.</summary>
    public const string Hash = "%%%%%%%%";

    private const uint FirstNumber = 1_000_000_000;

    private readonly byte[] _line;
    private readonly int[] _numbers;
    private readonly int[] _hashes;

    public RecordTemplate(string line)
    {
        _line = Encoding.UTF8.GetBytes(line + "\n");
        _numbers = Places(Encoding.UTF8.GetBytes(RecordBody.Number));
        _hashes = Places(Encoding.UTF8.GetBytes(Hash));
    }

    public int Length => _line.Length;

    public void Write(Stream into, int record)
    {
        var number = FirstNumber + (uint)record;
        foreach (var place in _numbers)
        {
            number.TryFormat(_line.AsSpan(place, RecordBody.Number.Length), out _, default, CultureInfo.InvariantCulture);
        }

        foreach (var place in _hashes)
        {
            Mix(number).TryFormat(_line.AsSpan(place, Hash.Length), out _, "x8", CultureInfo.InvariantCulture);
        }

        into.Write(_line);
    }

    /// <summary>The last steps of MurmurHash3, which give no two numbers one hash.</summary>
    private static uint Mix(uint number)
    {
        number = (number ^ (number >> 16)) * 0x85EBCA6B;
        number = (number ^ (number >> 13)) * 0xC2B2AE35;
        return number ^ (number >> 16);
    }

    private int[] Places(byte[] mark)
    {
        var places = new List<int>();
        for (var at = _line.AsSpan().IndexOf(mark); at >= 0;)
        {
            places.Add(at);
            var next = _line.AsSpan(at + mark.Length).IndexOf(mark);
            at = next < 0 ? -1 : at + mark.Length + next;
        }

        return [.. places];
    }
}
