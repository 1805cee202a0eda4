using System.Globalization;

namespace Dixa.Warehouse.Webhooks;

/// <summary>The header <c>X-DIXA-SIGNATURE: t=&lt;epoch ms&gt;,v1=&lt;hex&gt;</c>.</summary>
/// <param name="TimeText">The time as it stands in the header, which is how it is signed.</param>
/// <param name="Signatures">What may be the signature: a sender that changes its secret may give two.</param>
public sealed record SignatureHeader(string TimeText, DateTimeOffset Time, IReadOnlyList<byte[]> Signatures)
{
    public const string Name = "X-DIXA-SIGNATURE";

    private const int SignatureBytes = 32;

    /// <summary>Epoch milliseconds have thirteen digits until the year 2286.</summary>
    private const int MostDigits = 14;

    /// <summary>Each costs a comparison; two are enough for a change of secrets.</summary>
    private const int MostSignatures = 8;

    /// <summary>Reads the header; null if it is not of that form. Parts that are neither <c>t</c> nor <c>v1</c> are passed over.</summary>
    public static SignatureHeader? Parse(string header)
    {
        string? time = null;
        var signatures = new List<byte[]>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('=', 2);
            if (pair is ["t", var text])
            {
                if (time is not null)
                {
                    return null;
                }

                time = text;
            }
            else if (pair is ["v1", var hex])
            {
                var signature = new byte[SignatureBytes];
                if (hex.Length != 2 * SignatureBytes || signatures.Count == MostSignatures || Convert.FromHexString(hex, signature, out _, out _) != System.Buffers.OperationStatus.Done)
                {
                    return null;
                }

                signatures.Add(signature);
            }
        }

        return time is { Length: > 0 and <= MostDigits } && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && signatures.Count > 0
            ? new SignatureHeader(time, DateTimeOffset.FromUnixTimeMilliseconds(ms), signatures)
            : null;
    }
}
