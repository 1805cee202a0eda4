using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dixa.Connector.Protocol;

/// <summary>Takes the token out of any text that leaves the process, in the encodings in which a library may have put it there.</summary>
public sealed class SecretMask
{
    private const string Replacement = "****";

    private string[] _secrets = [];

    /// <summary>Found when there is text to mask, which a command that goes well may have none of.</summary>
    private Lazy<string[]> _forms = new([]);

    /// <summary>From now on masks <paramref name="secret"/> as it is, URL-encoded, in hexadecimal and in base64, each also JSON-escaped.</summary>
    public void Add(string secret)
    {
        if (secret.Length > 0)
        {
            string[] secrets = [.. _secrets, secret];
            _secrets = secrets;

            // Longest first: a form that contains another must go before what it contains.
            _forms = new Lazy<string[]>(() => [.. secrets.SelectMany(Forms).SelectMany(Escaped).Distinct().OrderByDescending(form => form.Length)]);
        }
    }

    public string Apply(string text)
    {
        foreach (var form in _forms.Value)
        {
            text = text.Replace(form, Replacement, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static string[] Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return
        [
            secret,
            WebUtility.HtmlEncode(secret),
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            .. Base64(secret),
            // Of the Exports API's authentication, and its older spelling: Basic with the user name "bearer".
            .. Base64("Bearer " + secret),
            .. Base64("bearer:" + secret),
        ];
    }

    /// <summary>In both alphabets, and without the padding, which some leave out.</summary>
    private static string[] Base64(string text)
    {
        var padded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        var bare = padded.TrimEnd('=');
        return [padded, bare, bare.Replace('+', '-').Replace('/', '_')];
    }

    /// <summary>As it is, and as it stands in a JSON text, which may escape no more than it must, or whatever HTML could misread.</summary>
    private static string[] Escaped(string form) =>
    [
        form,
        form.Replace("/", "\\/", StringComparison.Ordinal),
        JsonEncodedText.Encode(form).ToString(),
        JsonEncodedText.Encode(form, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
    ];
}
