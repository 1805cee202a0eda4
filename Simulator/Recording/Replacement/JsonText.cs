using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Decodes JSON texts, those too that are no Unicode: half a character becomes U+FFFD, where the reader's own way is an exception.</summary>
public static class JsonText
{
    public static string Decode(ref Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return reader.ValueIsEscaped ? Unescape(text) : text;
    }

    private static string Unescape(string text)
    {
        var made = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                made.Append(text[index]);
                continue;
            }

            index++;
            made.Append(text[index] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(text.AsSpan(index + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var plain => plain,
            });
            index += text[index] == 'u' ? 4 : 0;
        }

        return made.ToString();
    }
}
