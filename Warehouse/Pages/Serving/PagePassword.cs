using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>The password of the page, as HTTP Basic brings it (RFC 7617). Any user name will do.</summary>
public sealed class PagePassword(string password)
{
    /// <summary>Fewer characters could be guessed.</summary>
    public const int LeastCharacters = 12;

    private const int MostHeaderCharacters = 2048;

    private readonly byte[] _digest = SHA256.HashData(Encoding.UTF8.GetBytes(password));

    /// <summary>Whether a request's header has it. That takes as long for a wrong one as for the right one, however much of it is right.</summary>
    /// <returns>Null where the header brings no password.</returns>
    public bool? Matches(string? authorization) => PasswordOf(authorization) is not { } given ? null : CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), _digest);

    private static byte[]? PasswordOf(string? authorization)
    {
        if (authorization is not { Length: <= MostHeaderCharacters } || !AuthenticationHeaderValue.TryParse(authorization, out var header) || header is not { Parameter: { } encoded }
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var pair = Convert.FromBase64String(encoded);
            var colon = Array.IndexOf(pair, (byte)':');
            return colon < 0 ? null : pair[(colon + 1)..];
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
