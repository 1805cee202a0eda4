using System.Text;

namespace Dixa.Simulator.Access;

/// <summary>Finds the token in an `Authorization` header: the Exports API wants a scheme, the Dixa API the bare token.</summary>
public static class Credentials
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private const string BasicUser = "bearer:";

    public static string? Read(Surface surface, string header, TokenForm form = TokenForm.Either) => (surface, form) switch
    {
        (Surface.DixaApi, TokenForm.Raw) => header,
        (Surface.DixaApi, TokenForm.Bearer) => After(Bearer, header),
        _ => After(Bearer, header) ?? (surface == Surface.DixaApi ? header : ReadBasic(header)),
    };

    private static string? ReadBasic(string header)
    {
        var bytes = new byte[header.Length];
        return After(Basic, header) is { } encoded && Convert.TryFromBase64String(encoded, bytes, out var length)
            ? After(BasicUser, Encoding.UTF8.GetString(bytes, 0, length))
            : null;
    }

    private static string? After(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..].Trim() : null;
}
