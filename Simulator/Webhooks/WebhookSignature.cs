using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dixa.Simulator.Webhooks;

/// <summary>Signs a delivery: `t=&lt;epoch ms&gt;,v1=&lt;hex&gt;`, the HMAC-SHA256 of the time, a dot and the body under the hex-decoded secret.</summary>
public static class WebhookSignature
{
    public const string Header = "X-DIXA-SIGNATURE";

    public static string Of(ReadOnlySpan<byte> body, string secretHex, long epochMs)
    {
        var time = epochMs.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time), (byte)'.', .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(secretHex), signed))}";
    }
}
