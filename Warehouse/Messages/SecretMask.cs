using System.Text.Json;

namespace Dixa.Warehouse.Messages;

/// <summary>Takes passwords and tokens out of what is written for people.</summary>
public sealed class SecretMask
{
    private const string Stars = "****";

    private readonly List<string> _secrets = [];

    public void Add(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
        {
            _secrets.Add(secret);
            _secrets.Add(Uri.EscapeDataString(secret));
            _secrets.Add(JsonEncodedText.Encode(secret).Value);
        }
    }

    public string Apply(string text) => _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Stars, StringComparison.Ordinal));
}
