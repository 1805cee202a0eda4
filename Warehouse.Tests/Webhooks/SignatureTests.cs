using System.Security.Cryptography;
using System.Text;
using Dixa.Connector.Harness;
using Dixa.Simulator.Webhooks;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Which deliveries are from Dixa.</summary>
public sealed class SignatureTests
{
    private const string Secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private const string Other = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"event_id":"a","text":"Zoë"}""");

    /// <summary>By another way than the code's: the time, a dot and the body in one piece.</summary>
    [Fact]
    public void TheSignatureIsThatOfTheTimeADotAndTheBody()
    {
        var ms = Now.ToUnixTimeMilliseconds();
        var v1 = Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(Secret), (byte[])[.. Encoding.ASCII.GetBytes($"{ms}."), .. Body]));

        Assert.True(Holds($"t={ms},v1={v1}", Body));
        Assert.True(Holds($"t={ms}, v1={v1.ToUpperInvariant()}", Body));
        Assert.Equal(WebhookSignature.Of(Body, Secret, ms), $"t={ms},v1={v1}");
    }

    [Fact]
    public void AnyChangeBreaksIt()
    {
        var good = Sign();
        Assert.True(Holds(good, Body));
        for (var i = 0; i < Body.Length; i++)
        {
            byte[] changed = [.. Body];
            changed[i] ^= 1;
            Assert.False(Holds(good, changed));
        }

        Assert.False(Holds(good, Body[..^1]));
        Assert.False(Holds(good, [.. Body, (byte)' ']));
        Assert.False(Holds(Sign(Now.AddMilliseconds(1)).Split(',')[0] + "," + good.Split(',')[1], Body));
        Assert.False(Holds(good[..^1] + (good[^1] == '0' ? '1' : '0'), Body));
    }

    [Fact]
    public void AnotherSecretIsNone() => Assert.False(Holds(WebhookSignature.Of(Body, Other, Now.ToUnixTimeMilliseconds()), Body));

    [Fact]
    public void ASecretIsHexAndNotItsText()
    {
        var ms = Now.ToUnixTimeMilliseconds();
        var v1 = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), (byte[])[.. Encoding.ASCII.GetBytes($"{ms}."), .. Body]));
        Assert.False(Holds($"t={ms},v1={v1}", Body));
    }

    [Fact]
    public void EachOfSeveralSecretsWillDo()
    {
        var check = Check(Other, Secret);
        foreach (var secret in new[] { Secret, Other })
        {
            Assert.True(check.Holds(SignatureHeader.Parse(WebhookSignature.Of(Body, secret, Now.ToUnixTimeMilliseconds()))!, Body));
        }
    }

    /// <summary>A sender that changes its secret may sign with both.</summary>
    [Fact]
    public void OneOfSeveralSignaturesIsEnough()
    {
        var (time, v1) = (Sign().Split(',')[0], Sign().Split(',')[1]);
        var forged = $"v1={new string('a', 64)}";
        Assert.True(Holds($"{time},{forged},{v1}", Body));
        Assert.True(Holds($"{time},{v1},{forged},v0=whatever", Body));
        Assert.False(Holds($"{time},{forged},{forged}", Body));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300_000, true)]
    [InlineData(300_000, true)]
    [InlineData(-300_001, false)]
    [InlineData(300_001, false)]
    [InlineData(-86_400_000, false)]
    public void TheTimeIsWithinFiveMinutes(int offMs, bool isTaken) =>
        Assert.Equal(isTaken, Check(Secret).Refusal(SignatureHeader.Parse(Sign(Now.AddMilliseconds(offMs)))) is null);

    [Theory]
    [InlineData("")]
    [InlineData("t=")]
    [InlineData("v1=")]
    [InlineData("t=1,v1=")]
    [InlineData("t=1,v1=zz")]
    [InlineData("t=1735787045000")]
    [InlineData("v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t=-1,v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t=1e9,v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t=999999999999999999999,v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t=1,t=1,v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t=1,v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("t=1;v1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("T=1,V1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void AHeaderOfAnotherFormIsNone(string header) => Assert.Null(SignatureHeader.Parse(header));

    [Fact]
    public void SignaturesAreNotComparedWithoutEnd() => Assert.Null(SignatureHeader.Parse($"t=1{string.Concat(Enumerable.Repeat($",v1={new string('a', 64)}", 9))}"));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("not hex, and quite a secret")]
    [InlineData("00112233445566")]
    public void ASecretThatIsNoneIsNotRepeated(string secret)
    {
        var error = Assert.Throws<WarehouseException>(() => WebhookSecrets.Parse([Secret, secret]));
        Assert.Equal(FailureKind.Configuration, error.Kind);
        Assert.Contains("number 2", error.Message, StringComparison.Ordinal);
        Assert.True(secret.Length == 0 || !error.ToString().Contains(secret, StringComparison.Ordinal));
    }

    private static string Sign(DateTimeOffset? at = null) => WebhookSignature.Of(Body, Secret, (at ?? Now).ToUnixTimeMilliseconds());

    private static SignatureCheck Check(params string[] secrets) => new(WebhookSecrets.Parse(secrets), TimeSpan.FromMinutes(5), new ManualClock(Now));

    private static bool Holds(string header, byte[] body) => Check(Secret).Holds(SignatureHeader.Parse(header)!, body);
}
