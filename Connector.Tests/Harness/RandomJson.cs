using System.Text;

namespace Dixa.Connector.Harness;

/// <summary>Answers as no server should send them, from a seed: odd but valid JSON, and JSON with a few bytes gone wrong.</summary>
public sealed class RandomJson(Random random)
{
    private static readonly string[] Names = ["id", "updated_at", "\\u0069d", "updat\\u0065d_at", "data", "meta", "next", "", "a", "ø", "\\\"", "ID", "x\\/y", "i\u2028d", "\u2029", "a\u0085", "\\u2028", "\\udfff", "\\ud83d"];
    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n\t", "          "];
    private static readonly string[] Numbers = ["0", "-0", "1", "-17", "0.5", "1e9", "1E+9", "-2.50e-400", "1741083573456", "9223372036854775808"];
    private static readonly string[] Texts = ["", "a", "\\n", "\\u0000", "\\ud83d\\ude00", "\\ud800", "😀", "]}[{,:", "\\\\", "\\\\\\\"", "\u2028", "\u2029", "\u0085", "\\u2028", "\u2027\u202a\u0084\u0086", "\u007f", "\uFEFF", "æøå"];

    /// <summary>Bytes that mean something to a reader of JSON or of UTF-8, and some that never do.</summary>
    private static readonly byte[] Wrong = [.. "\"\\{}[],:019-+.eEtfn/u \t\r\n"u8, 0, 1, 0x1f, 0x7f, 0x80, 0x85, 0xa8, 0xa9, 0xbf, 0xc0, 0xc2, 0xc3, 0xe2, 0xed, 0xf0, 0xf5, 0xff];

    private readonly StringBuilder _text = new();

    /// <summary>A bare array, as the Exports API gives.</summary>
    public byte[] Array() => Whole(WriteArray);

    /// <summary>An object with <c>data</c> and <c>meta</c>, as the Dixa API gives, or nearly.</summary>
    public byte[] Envelope() => Whole(() =>
    {
        var members = new List<Action>();
        Add(9, () => Member("data", WriteArray));
        Add(7, () => Member("meta", WriteMeta));
        Add(5, () => Member("more", () => WriteValue(2)));
        Add(1, () => Member("data", () => WriteValue(1)));
        var order = members.ToArray();
        random.Shuffle(order);
        WriteList('{', '}', order.Length, i => order[i]());

        void Add(int inTen, Action write)
        {
            if (random.Next(10) < inTen)
            {
                members.Add(write);
            }
        }
    });

    /// <summary>Changes, removes, doubles or adds a byte or a few, or cuts the end off.</summary>
    public byte[] Damage(byte[] json)
    {
        var bytes = json.ToList();
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            var count = Math.Min(random.Next(1, 4), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = Wrong[random.Next(Wrong.Length)];
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, count);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 4:
                    bytes.Insert(at, Wrong[random.Next(Wrong.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private byte[] Whole(Action write)
    {
        _text.Clear().Append(random.Next(20) == 0 ? "\uFEFF" : "");
        Space();
        write();
        Space();
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void WriteArray() => WriteList('[', ']', random.Next(6), _ =>
    {
        switch (random.Next(40))
        {
            case 0:
                _text.Append("null");
                break;
            case 1:
                WriteValue(1);
                break;
            default:
                WriteObject(3);
                break;
        }
    });

    private void WriteMeta() => WriteList('{', '}', random.Next(3), _ => Member(
        random.Next(3) == 0 ? "previous" : "next",
        () => _text.Append(random.Next(3) == 0 ? "null" : random.Next(2) == 0 ? "\"/v1/a?pageKey=b%3D\"" : "\"\"")));

    private void WriteObject(int depth) => WriteList('{', '}', random.Next(5), _ => Member(Pick(Names), () => WriteValue(depth)));

    private void WriteValue(int depth)
    {
        switch (random.Next(depth > 0 ? 12 : 9))
        {
            case < 3:
                _text.Append(random.Next(20) == 0 ? Digits(400) : Pick(Numbers));
                break;
            case < 7:
                _text.Append('"').Append(Pick(Texts)).Append(random.Next(8) == 0 ? new string('x', random.Next(300)) : "").Append(Pick(Texts)).Append('"');
                break;
            case 7:
                _text.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            case 8:
                _text.Append("null");
                break;
            case 9:
                WriteList('[', ']', random.Next(4), _ => WriteValue(depth - 1));
                break;
            default:
                WriteObject(depth - 1);
                break;
        }
    }

    private void WriteList(char open, char close, int count, Action<int> write)
    {
        _text.Append(open);
        for (var i = 0; i < count; i++)
        {
            _text.Append(i == 0 ? "" : ",");
            Space();
            write(i);
            Space();
        }

        _text.Append(close);
    }

    private void Member(string name, Action writeValue)
    {
        _text.Append('"').Append(name).Append('"');
        Space();
        _text.Append(':');
        Space();
        writeValue();
    }

    private void Space() => _text.Append(Pick(Spaces));

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('1' + random.Next(9))));

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
