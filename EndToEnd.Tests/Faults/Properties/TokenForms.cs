using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dixa.Connector.Faults.Properties;

/// <summary>The spellings in which a token could leave the process.</summary>
public static class TokenForms
{
    public static IReadOnlyList<string> Of(string token)
    {
        var bytes = Encoding.UTF8.GetBytes(token);
        string[] forms =
        [
            token,
            Uri.EscapeDataString(token),
            WebUtility.UrlEncode(token),
            Convert.ToHexString(bytes),
            Convert.ToBase64String(bytes).TrimEnd('='),
            Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("bearer:" + token)).TrimEnd('='),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("Bearer " + token)).TrimEnd('='),
        ];

        // A line is JSON, so each of them may stand in it escaped, and what it quotes may have been escaped before.
        return [.. forms.SelectMany(Escaped).SelectMany(Escaped).Distinct()];
    }

    private static IEnumerable<string> Escaped(string text) =>
        [text, JsonEncodedText.Encode(text).ToString(), JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), text.Replace("/", "\\/", StringComparison.Ordinal)];
}
