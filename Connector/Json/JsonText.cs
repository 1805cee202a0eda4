using System.Globalization;
using System.Text;

namespace Dixa.Connector.Json;

/// <summary>Decodes JSON strings.</summary>
public static class JsonText
{
    private const int HexDigits = 4;

    /// <summary>Resolves the escapes. An unpaired surrogate stays, where other parsers throw; invalid UTF-8 becomes U+FFFD.</summary>
    /// <param name="written">The text between the quotes, which has been checked to be JSON.</param>
    public static string Decode(ReadOnlySpan<byte> written)
    {
        var text = Encoding.UTF8.GetString(written);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                decoded.Append(text[at]);
            }
            else if (text[++at] == 'u')
            {
                decoded.Append((char)ushort.Parse(text.AsSpan(at + 1, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += HexDigits;
            }
            else
            {
                decoded.Append(text[at] switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    var itself => itself,
                });
            }
        }

        return decoded.ToString();
    }
}
