using System.Net;
using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Protocol;

public sealed class SecretMaskTests
{
    private const string Secret = "a+b/c=d \"e\"ø";

    public static TheoryData<string> Forms =>
    [
        Secret,
        JsonEncodedText.Encode(Secret).ToString(),
        Uri.EscapeDataString(Secret),
        WebUtility.UrlEncode(Secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("bearer:" + Secret)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void ASecretIsMaskedInEveryEncoding(string form)
    {
        var mask = new SecretMask();
        mask.Add(Secret);

        Assert.Equal("before **** after", mask.Apply($"before {form} after"));
    }

    [Fact]
    public void OfTwoSecretsTheLongerGoesFirst()
    {
        var mask = new SecretMask();
        mask.Add("abc");
        mask.Add("abcdef");

        Assert.Equal("**** ****", mask.Apply("abcdef abc"));
    }
}
