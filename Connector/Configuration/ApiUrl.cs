using System.Text.Json;
using Dixa.Connector.Json;
using Dixa.Shared;

namespace Dixa.Connector.Configuration;

/// <summary>Checks the address of an API. The token is sent there, so plain http is only for simulators and private networks.</summary>
public static class ApiUrl
{
    public static Uri Parse(JsonElement config, JsonElement specification, string name, List<string> problems)
    {
        var fallback = specification.GetProperty("properties").GetProperty(name).GetProperty("default").GetString()!;
        var text = config.Text(name) is { Length: > 0 } given ? given : fallback;
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url))
        {
            problems.Add($"{name} must be a URL, such as {fallback}, not \"{text}\"");
        }
        else if (url.Scheme == "http" && !PrivateAddress.Is(url))
        {
            problems.Add($"{name} must begin with https://, since the token is sent there; http:// is for loopback, private addresses and host names without a dot");
        }
        else
        {
            return url;
        }

        return new Uri(fallback);
    }
}
