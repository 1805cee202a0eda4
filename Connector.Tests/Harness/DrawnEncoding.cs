using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dixa.Connector.Harness;

/// <summary>An encoding in which a text may stand in another one, and how somebody who reads the output would undo it.</summary>
public sealed partial record DrawnEncoding(string Name, Func<string, string> Apply, Func<string, string> Undo)
{
    public static IReadOnlyList<DrawnEncoding> All { get; } =
    [
        new("percent", text => Each(text, "%{0:X2}"), Percent),
        new("percent, lower case", text => Each(text, "%{0:x2}"), Percent),
        new("percent where a URL needs it", Uri.EscapeDataString, Percent),
        new("form", text => WebUtility.UrlEncode(text), text => Percent(text.Replace('+', ' '))),
        new("JSON", text => JsonEncodedText.Encode(text).ToString(), Json),
        new("JSON, all of it", text => Each(text, "\\u{0:x4}"), Json),
        new("HTML", text => WebUtility.HtmlEncode(text), text => WebUtility.HtmlDecode(text)),
        new("HTML, decimal", text => Each(text, "&#{0};"), text => WebUtility.HtmlDecode(text)),
        new("HTML, hexadecimal", text => Each(text, "&#x{0:x};"), text => WebUtility.HtmlDecode(text)),
        new("base64", text => Base64(text), UndoBase64),
        new("base64 for URLs", text => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_'), UndoBase64),
        new("base64 of user and password", text => Base64("user:" + text), UndoBase64),
        new("base64 in lines", text => Lines(Base64("Authorization: " + text + "; more of it"), 20, "\r\n"), UndoBase64),
        new("hexadecimal", text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), UndoHex),
        new("dashed hexadecimal", text => BitConverter.ToString(Encoding.UTF8.GetBytes(text)), UndoHex),
        new("hexadecimal with colons", text => BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace('-', ':'), UndoHex),
        new("hexadecimal bytes of a language", text => Each(text, "0x{0:x2}, ").TrimEnd(',', ' '), UndoHex),
        new("lines", text => Lines(text, 7, "\n"), Bare),
        new("two spaces", text => Lines(text, 5, "  "), Bare),
    ];

    /// <summary>Without white space, which a secret may be broken by.</summary>
    public static string Bare(string text) => Space().Replace(text, "");

    /// <summary>With the escapes of JSON replaced by what they stand for.</summary>
    public static string Json(string text) => JsonEscape().Replace(text, escape => escape.Value[1] == 'u'
        ? $"{(char)Convert.ToInt32(escape.Value[2..], 16)}"
        : escape.Value[1] is 'n' or 'r' or 't' or 'b' or 'f' ? " " : escape.Value[1..]);

    public override string ToString() => Name;

    private static string Each(string text, string format) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(each => string.Format(null, format, each)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Lines(string text, int length, string end) => string.Join(end, text.Chunk(length).Select(line => new string(line)));

    private static string Percent(string text) => PercentRun().Replace(text, run => Encoding.UTF8.GetString(Convert.FromHexString(run.Value.Replace("%", "", StringComparison.Ordinal))));

    /// <summary>Each run, begun at each of its first four characters.</summary>
    private static string UndoBase64(string text) => Base64Run().Replace(Bare(text), run => string.Join(' ', Enumerable.Range(0, Math.Min(4, run.Length)).Select(skip =>
    {
        var rest = run.Value[skip..].Replace('-', '+').Replace('_', '/');
        rest = rest.Length % 4 == 1 ? rest[..^1] : rest;
        return Encoding.Latin1.GetString(Convert.FromBase64String(rest + new string('=', (4 - (rest.Length % 4)) % 4)));
    })));

    private static string UndoHex(string text)
    {
        var digits = HexRun().Replace(Bare(text), run => Separator().Replace(run.Value, ""));
        return HexDigits().Replace(digits, run => string.Join(' ', Enumerable.Range(0, 2).Select(skip =>
            Encoding.Latin1.GetString(Convert.FromHexString(run.Value.AsSpan(skip, (run.Length - skip) / 2 * 2))))));
    }

    [GeneratedRegex("(%[0-9A-Fa-f]{2})+")]
    private static partial Regex PercentRun();

    [GeneratedRegex("""\\(u[0-9A-Fa-f]{4}|["\\/nrtbf])""")]
    private static partial Regex JsonEscape();

    [GeneratedRegex("[A-Za-z0-9+/_-]{6,}")]
    private static partial Regex Base64Run();

    [GeneratedRegex("(0x)?[0-9A-Fa-f]{2}([-:,]*(0x)?[0-9A-Fa-f]{2})+")]
    private static partial Regex HexRun();

    [GeneratedRegex("0x|[-:,]")]
    private static partial Regex Separator();

    [GeneratedRegex("[0-9A-Fa-f]{4,}")]
    private static partial Regex HexDigits();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
