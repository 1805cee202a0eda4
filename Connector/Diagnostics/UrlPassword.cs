namespace Dixa.Connector.Diagnostics;

/// <summary>Finds the secret in the text of a URL, even if the URL is not valid.</summary>
public static class UrlPassword
{
    /// <summary>Shorter passwords occur in any text by chance.</summary>
    private const int Least = 4;

    /// <returns>The password, or the user's name if there is no password; null if there is neither, or it has fewer than four characters.</returns>
    public static string? Of(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var at = url.LastIndexOf('@');
        var user = at > start ? url[start..at] : "";
        var secret = user[(user.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return secret.Length >= Least ? secret : null;
    }
}
