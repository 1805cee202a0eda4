using System.Net;
using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Protocol;

/// <summary>Takes the token out of any text that leaves the process, in the encodings in which a library may have put it there.</summary>
public sealed class SecretMask
{
    private const string Replacement = "****";

    private string[] _forms = [];

    /// <summary>From now on masks <paramref name="secret"/> as it is, JSON-escaped, URL-encoded, in hexadecimal and in base64.</summary>
    public void Add(string secret)
    {
        if (secret.Length == 0)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(secret);
        string[] forms =
        [
            secret,
            secret.Replace("/", "\\/", StringComparison.Ordinal),
            WebUtility.HtmlEncode(secret),
            JsonEncodedText.Encode(secret).ToString(),
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            Convert.ToBase64String(bytes),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            // The older spelling of the Exports API's authentication: Basic with the user name "bearer".
            Convert.ToBase64String(Encoding.UTF8.GetBytes("bearer:" + secret)),
        ];

        // Longest first: a form that contains another must go before what it contains.
        _forms = [.. _forms.Concat(forms).Distinct().OrderByDescending(form => form.Length)];
    }

    public string Apply(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, Replacement, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
