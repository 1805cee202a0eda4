using System.Text;

namespace Dixa.Connector.Diagnostics;

/// <summary>The bytes of a text after decoding, each with the part of the text that it came from. White space and control characters are left out.</summary>
public sealed class DecodedText
{
    /// <summary>The fewest bytes of base64 or hexadecimal that are decoded.</summary>
    public const int LeastPacked = 4;

    /// <summary>Separates unrelated parts. No text contains this byte in UTF-8.</summary>
    private const byte Barrier = 0xff;

    private readonly List<byte> _bytes;
    private readonly List<(int Start, int End)> _origins;

    private DecodedText(int capacity, bool isPacked)
    {
        (_bytes, _origins) = (new(capacity), new(capacity));
        IsPacked = isPacked;
    }

    /// <summary>Whether it was decoded from base64 or hexadecimal. Other text can look like either.</summary>
    public bool IsPacked { get; }

    public int Length => _bytes.Count;

    /// <summary>The text as it is, in UTF-8.</summary>
    public static DecodedText Of(string text)
    {
        var plain = new DecodedText(text.Length, isPacked: false);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var count);
            plain.Append(rune, at, at + count);
            at += count;
        }

        return plain;
    }

    public byte[] ToLower()
    {
        var lower = _bytes.ToArray();
        foreach (ref var each in lower.AsSpan())
        {
            each = each is >= (byte)'A' and <= (byte)'Z' ? (byte)(each | 0x20) : each;
        }

        return lower;
    }

    /// <summary>The part of the text from which the given bytes were decoded.</summary>
    public (int Start, int End) Origin(int at, int length) => (_origins[at].Start, _origins[at + length - 1].End);

    /// <summary>All results of decoding it once more.</summary>
    public IEnumerable<DecodedText> Decoded()
    {
        if (Unescaped() is { } unescaped)
        {
            yield return unescaped;
        }

        if (WithoutPluses() is { } plain)
        {
            yield return plain;
        }

        // The start of base64 or hexadecimal is not known, since words may precede it.
        for (var skip = 0; skip < 4; skip++)
        {
            if (FromBase64(skip) is { Length: > 0 } decoded)
            {
                yield return decoded;
            }
        }

        for (var skip = 0; skip < 2; skip++)
        {
            if (FromHex(skip) is { Length: > 0 } decoded)
            {
                yield return decoded;
            }
        }
    }

    /// <summary>Replaces each escape of a URL, of JSON and of HTML by its character, once; null if there are none.</summary>
    public DecodedText? Unescaped()
    {
        var bytes = _bytes.ToArray().AsSpan();
        if (bytes.IndexOfAny((byte)'%', (byte)'\\', (byte)'&') < 0)
        {
            return null;
        }

        var decoded = new DecodedText(Length, IsPacked);
        var isNone = true;
        for (var at = 0; at < bytes.Length;)
        {
            var escape = Escape.At(bytes[at..]);
            var (start, end) = Origin(at, Math.Max(1, escape.Length));
            if (escape.Length == 0)
            {
                decoded.Append(bytes[at], start, end);
                at++;
                continue;
            }

            if (escape.Rune is { } rune)
            {
                decoded.Append(rune, start, end);
            }
            else
            {
                decoded.Append(escape.Byte, start, end);
            }

            at += escape.Length;
            isNone = false;
        }

        return isNone ? null : decoded;
    }

    /// <summary>Replaces plus signs by spaces, as in a URL's query; null if there are none.</summary>
    private DecodedText? WithoutPluses()
    {
        if (!_bytes.Contains((byte)'+'))
        {
            return null;
        }

        var plain = new DecodedText(Length, IsPacked);
        for (var at = 0; at < Length; at++)
        {
            plain.Append(_bytes[at] == '+' ? (byte)' ' : _bytes[at], _origins[at].Start, _origins[at].End);
        }

        return plain;
    }

    private static int Base64Value(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    /// <summary>Decodes runs of base64 in either alphabet, without the first <paramref name="skip"/> characters of each.</summary>
    private DecodedText FromBase64(int skip)
    {
        var decoded = new DecodedText(Length * 3 / 4, isPacked: true);
        for (var start = 0; start < Length; start++)
        {
            var end = start;
            while (end < Length && Base64Value(_bytes[end]) >= 0)
            {
                end++;
            }

            if (end - start - skip > LeastPacked * 4 / 3)
            {
                var (value, bits) = (0, 0);
                for (var at = start + skip; at < end; at++)
                {
                    value = ((value << 6) | Base64Value(_bytes[at])) & 0xffff;
                    bits += 6;
                    if (bits >= 8)
                    {
                        bits -= 8;
                        decoded.Append((byte)(value >> bits), _origins[at - 1].Start, _origins[at].End);
                    }
                }

                decoded.Append(Barrier, start, start);
            }

            start = end;
        }

        return decoded;
    }

    /// <summary>Decodes runs of hexadecimal with any separators, without the first <paramref name="skip"/> digits of each.</summary>
    private DecodedText FromHex(int skip)
    {
        var decoded = new DecodedText(Length / 2, isPacked: true);
        var digits = new List<int>();
        for (var at = 0; at <= Length; at++)
        {
            if (at < Length && char.IsAsciiHexDigit((char)_bytes[at]))
            {
                // Of 0x74 only the two digits after the prefix count.
                if (at + 1 == Length || (_bytes[at + 1] | 0x20) != 'x')
                {
                    digits.Add(at);
                }
            }
            else if (at == Length || !"-:,._;xX".Contains((char)_bytes[at], StringComparison.Ordinal))
            {
                for (var digit = skip; digits.Count >= 2 * LeastPacked && digit + 1 < digits.Count; digit += 2)
                {
                    var (high, low) = (digits[digit], digits[digit + 1]);
                    decoded.Append((byte)((Value(high) << 4) | Value(low)), _origins[high].Start, _origins[low].End);
                }

                if (digits.Count >= 2 * LeastPacked)
                {
                    decoded.Append(Barrier, 0, 0);
                }

                digits.Clear();
            }
        }

        return decoded;

        int Value(int at) => Convert.ToInt32(((char)_bytes[at]).ToString(), 16);
    }

    private void Append(Rune rune, int start, int end)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var each in utf8[..rune.EncodeToUtf8(utf8)])
        {
            Append(each, start, end);
        }
    }

    private void Append(byte value, int start, int end)
    {
        if (value is > (byte)' ' and not 0x7f)
        {
            _bytes.Add(value);
            _origins.Add((start, end));
        }
    }
}
