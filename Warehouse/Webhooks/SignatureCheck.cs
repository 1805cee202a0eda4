using System.Security.Cryptography;
using System.Text;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Whether a delivery is from Dixa: signed with one of the secrets, and not long ago.</summary>
/// <param name="tolerance">How far its time may be from now, in either direction.</param>
public sealed class SignatureCheck(IReadOnlyList<byte[]> secrets, TimeSpan tolerance, TimeProvider time)
{
    /// <summary>What is wrong with the header by itself, before a body is read; null for nothing so far.</summary>
    public string? Refusal(SignatureHeader? header) =>
        header is null ? $"The header {SignatureHeader.Name} is missing, or is not of the form t=…,v1=…."
        : (time.GetUtcNow() - header.Time).Duration() > tolerance ? "The time of the signature is too far from now."
        : null;

    /// <summary>Whether one of the signatures is that of the body under one of the secrets.</summary>
    /// <remarks>HMAC-SHA256 of the time, a dot and the body as it came. How long it takes says nothing of a secret: every one is compared with every signature, each in constant time.</remarks>
    public bool Holds(SignatureHeader header, ReadOnlySpan<byte> body)
    {
        var holds = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hmac.AppendData(Encoding.ASCII.GetBytes(header.TimeText));
            hmac.AppendData("."u8);
            hmac.AppendData(body);
            hmac.GetHashAndReset(expected);
            foreach (var signature in header.Signatures)
            {
                holds |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return holds;
    }
}
