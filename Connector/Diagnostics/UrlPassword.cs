namespace Dixa.Connector.Diagnostics;

/// <summary>What is secret in the text of a URL, whether or not it is a valid one.</summary>
public static class UrlPassword
{
    /// <summary>Shorter ones stand in any text by chance.</summary>
    private const int Least = 4;

    /// <returns>The password; the user's name where it stands alone; null where there is neither, or it has fewer than four characters.</returns>
    public static string? Of(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var at = url.LastIndexOf('@');
        var user = at > start ? url[start..at] : "";
        var secret = user[(user.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return secret.Length >= Least ? secret : null;
    }
}
