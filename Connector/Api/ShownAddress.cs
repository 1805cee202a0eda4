namespace Dixa.Connector.Api;

/// <summary>An address as a log may show it: the path, and of the query only values that are times, sizes or names of Dixa's own.</summary>
/// <remarks>A page key is opaque: it may hold the name or address at which a page begins. The host's own part may hold a password.</remarks>
public static class ShownAddress
{
    private const string Hidden = "…";

    private static readonly HashSet<string> Shown =
    [
        "updated_after", "updated_before", "created_after", "created_before", "fromDatetime", "toDatetime",
        "pageLimit", "includeDeactivated", "channel",
    ];

    public static string Of(Uri address) => Of(address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString);

    /// <param name="pathAndQuery">Such as <c>/v1/endusers?pageKey=…</c>.</param>
    public static string Of(string pathAndQuery)
    {
        var parts = pathAndQuery.Split('?', 2);
        var path = string.Join('/', parts[0].Split('/').Select(Segment));
        return parts.Length == 1 ? path : $"{path}?{string.Join('&', parts[1].Split('&').Select(Parameter))}";
    }

    /// <summary>Ids are numbers or GUIDs. What looks like an e-mail address or a phone number is none of them.</summary>
    private static string Segment(string segment) =>
        Uri.UnescapeDataString(segment) is var text && (text.Contains('@', StringComparison.Ordinal) || text.StartsWith('+')) ? Hidden : segment;

    private static string Parameter(string parameter) =>
        parameter.Split('=', 2) is [var name, _] ? Shown.Contains(name) ? parameter : $"{Segment(name)}={Hidden}" : Hidden;
}
