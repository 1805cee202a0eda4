using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Dixa.Connector.Json;

/// <summary>Scans JSON text and checks that it is valid (RFC 8259), without copying any of it.</summary>
/// <remarks>
/// The scanner stops at a byte that is not allowed there, or at the end of the text, and returns false. If it is
/// <see cref="IsAtEnd"/>, more of the text may help; otherwise the text is not JSON.
/// </remarks>
/// <param name="text">The text, or the part of it that has arrived.</param>
/// <param name="at">Where to begin.</param>
public ref struct JsonScanner(ReadOnlySpan<byte> text, int at)
{
    /// <summary>The deepest nesting that is accepted. No record has as much.</summary>
    public const int MaxDepth = 1000;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _depth;
    private int _nameEnd;

    /// <summary>Whether there was an escape since this was last set to false.</summary>
    private bool _isEscaped;

    /// <summary>The name that <see cref="NextMember"/> read, as it is written.</summary>
    public readonly ReadOnlySpan<byte> Name => _text[NameAt.._nameEnd];

    /// <summary>The start of that name, after its quote.</summary>
    public int NameAt { get; private set; }

    /// <summary>Whether there are escapes in that name.</summary>
    public bool IsNameEscaped { get; private set; }

    /// <summary>The position of the next byte.</summary>
    public int At { get; set; } = at;

    /// <summary>Whether the last scanned number has neither fraction nor exponent.</summary>
    public bool IsWholeNumber { get; private set; }

    /// <summary>Flaws that keep the scanned text from being one line for every reader.</summary>
    public TextFlaws Flaws { get; private set; }

    public readonly bool IsAtEnd => At >= _text.Length;

    /// <summary>The next byte. At the end it is 0, which is never valid in JSON and so ends every loop.</summary>
    public readonly byte Next => Byte(At);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipSpace()
    {
        if (Next <= ' ')
        {
            SkipSpaces();
        }
    }

    /// <summary>Reads a byte that is required here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(byte expected)
    {
        if (Next != expected)
        {
            return false;
        }

        At++;
        return true;
    }

    /// <summary>The text from a position up to here.</summary>
    public readonly ReadOnlySpan<byte> Text(int from) => _text[from..At];

    /// <summary>Moves to the next member of an object: reads a comma unless it is the first one, the name, and the colon.</summary>
    /// <param name="isFirst">Whether the brace has just been read; false after the first member.</param>
    /// <param name="isOver">Whether the object has ended and its closing brace has been read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NextMember(ref bool isFirst, out bool isOver)
    {
        SkipSpace();
        isOver = Next == '}';
        if (isOver)
        {
            At++;
            return true;
        }

        if (!isFirst)
        {
            if (!Take((byte)','))
            {
                return false;
            }

            SkipSpace();
        }

        isFirst = false;
        NameAt = At + 1;
        _isEscaped = false;
        if (Next != '"' || !SkipString())
        {
            return false;
        }

        _nameEnd = At - 1;
        IsNameEscaped = _isEscaped;
        SkipSpace();
        if (!Take((byte)':'))
        {
            return false;
        }

        SkipSpace();
        return true;
    }

    /// <summary>Moves to the next element of an array: reads a comma unless it is the first one.</summary>
    /// <param name="isFirst">Whether the bracket has just been read; false afterwards.</param>
    /// <param name="isOver">Whether the array has ended and its closing bracket has been read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NextElement(ref bool isFirst, out bool isOver)
    {
        SkipSpace();
        isOver = Next == ']';
        if (isOver)
        {
            At++;
            return true;
        }

        if (!isFirst)
        {
            if (!Take((byte)','))
            {
                return false;
            }

            SkipSpace();
        }

        isFirst = false;
        return true;
    }

    /// <summary>Reads over any value.</summary>
    public bool SkipValue()
    {
        switch (Next)
        {
            case (byte)'"':
                return SkipString();
            case (byte)'{':
                return SkipObject();
            case (byte)'[':
                return SkipArray();
            case (byte)'t':
                return SkipWord("true"u8);
            case (byte)'f':
                return SkipWord("false"u8);
            case (byte)'n':
                return SkipWord("null"u8);
            default:
                return SkipNumber();
        }
    }

    private bool SkipObject()
    {
        if (++_depth > MaxDepth)
        {
            return false;
        }

        At++;
        var isFirst = true;
        while (NextMember(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                _depth--;
                return true;
            }

            if (!SkipValue())
            {
                return false;
            }
        }

        return false;
    }

    private bool SkipArray()
    {
        if (++_depth > MaxDepth)
        {
            return false;
        }

        At++;
        var isFirst = true;
        while (NextElement(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                _depth--;
                return true;
            }

            if (!SkipValue())
            {
                return false;
            }
        }

        return false;
    }

    /// <remarks>Reads thirty-two bytes at a time, up to the next quote, backslash or control character. That is nearly always the closing quote.</remarks>
    private bool SkipString()
    {
        var start = At + 1;
        var at = start;
        var isAscii = true;
        while (_text.Length - at >= Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(in MemoryMarshal.GetReference(_text), (nuint)at);
            var stops = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(bytes, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
            isAscii &= (bytes.ExtractMostSignificantBits() & (stops ^ (stops - 1))) == 0;
            if (stops == 0)
            {
                at += Vector256<byte>.Count;
                continue;
            }

            At = at + BitOperations.TrailingZeroCount(stops);
            if (Next == '"')
            {
                return EndString(start, isAscii);
            }

            if (Next != '\\' || !SkipEscape())
            {
                return false;
            }

            at = At;
        }

        At = at;
        return SkipLastString(start, isAscii);
    }

    /// <summary>Reads on to the end of a string that begins within the last bytes of the text.</summary>
    private bool SkipLastString(int start, bool isAscii)
    {
        while (true)
        {
            switch (Next)
            {
                case (byte)'"':
                    return EndString(start, isAscii);
                case (byte)'\\' when SkipEscape():
                    break;
                case < (byte)' ' or (byte)'\\':
                    return false;
                default:
                    isAscii &= Next < 0x80;
                    At++;
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool EndString(int start, bool isAscii)
    {
        if (!isAscii)
        {
            Flaws |= FlawsOf(_text[start..At]);
        }

        At++;
        return true;
    }

    private static TextFlaws FlawsOf(ReadOnlySpan<byte> text) =>
        (LineSeparators.AreIn(text) ? TextFlaws.LineSeparators : TextFlaws.None) | (Utf8.IsValid(text) ? TextFlaws.None : TextFlaws.BrokenText);

    private bool SkipEscape()
    {
        _isEscaped = true;
        At++;
        if (Next == 'u')
        {
            At++;
            for (var digit = 0; digit < 4; digit++)
            {
                if (!char.IsAsciiHexDigit((char)Next))
                {
                    return false;
                }

                At++;
            }

            return true;
        }

        if (!"\"\\/bfnrt"u8.Contains(Next))
        {
            return false;
        }

        At++;
        return true;
    }

    private bool SkipNumber()
    {
        IsWholeNumber = true;
        if (Next == '-')
        {
            At++;
        }

        if (Next == '0')
        {
            At++;
        }
        else if (!SkipDigits())
        {
            return false;
        }

        if (Next == '.')
        {
            IsWholeNumber = false;
            At++;
            if (!SkipDigits())
            {
                return false;
            }
        }

        if ((Next | 0x20) == 'e')
        {
            IsWholeNumber = false;
            At++;
            if (Next is (byte)'+' or (byte)'-')
            {
                At++;
            }

            return SkipDigits();
        }

        return true;
    }

    /// <summary>Reads one or more digits.</summary>
    private bool SkipDigits()
    {
        var start = At;
        var at = start;
        while ((uint)(Byte(at) - '0') <= 9)
        {
            at++;
        }

        At = at;
        return at > start;
    }

    private bool SkipWord(ReadOnlySpan<byte> word)
    {
        foreach (var letter in word)
        {
            if (!Take(letter))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SkipSpaces()
    {
        while (Next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Flaws |= Next is (byte)'\n' or (byte)'\r' ? TextFlaws.LineBreaks : TextFlaws.None;
            At++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Byte(int at) => (uint)at < (uint)_text.Length ? _text[at] : (byte)0;
}
