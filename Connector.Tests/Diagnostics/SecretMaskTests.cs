using System.Net;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Diagnostics;

public sealed class SecretMaskTests
{
    private const string Secret = "a+b/c=d \"e\"ø";

    public static TheoryData<string> Forms =>
    [
        Secret,
        JsonEncodedText.Encode(Secret).ToString(),
        Uri.EscapeDataString(Secret),
        WebUtility.UrlEncode(Secret),
        WebUtility.HtmlEncode(Secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("bearer:" + Secret)),
        Convert.ToBase64String(Encoding.Unicode.GetBytes("user:" + Secret.Replace("ø", "", StringComparison.Ordinal))),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        BitConverter.ToString(Encoding.UTF8.GetBytes(Secret)),
        Uri.EscapeDataString(Uri.EscapeDataString(Secret)),
        string.Concat(Secret.Select(c => $"\\u{(int)c:X4}")),
        string.Concat(Secret.Select(c => $"&#{(int)c};")),
        string.Concat(Secret.Select(c => $"&#x00{(int)c:x};")),
        Secret.Replace('b', 'B'),
        Secret.Insert(4, "\r\n\t"),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void ASecretIsMaskedInEveryEncoding(string form)
    {
        var mask = new SecretMask();
        mask.Add(Secret);
        mask.Add(Secret.Replace("ø", "", StringComparison.Ordinal));

        Assert.StartsWith("before: ****", mask.Apply($"before: {form}, after"), StringComparison.Ordinal);
        Assert.EndsWith("****, after", mask.Apply($"before: {form}, after"), StringComparison.Ordinal);
        Assert.True(mask.IsIn($"{{\"next_page\":\"/v1/agents?token={form}\"}}"));
    }

    [Theory]
    [InlineData("abcdef abc", "**** ****")]
    [InlineData("abcabcdefabc", "************")]
    [InlineData("ab cd", "****d")]
    [InlineData("the token", "the token")]
    [InlineData("", "")]
    public void OnlyWhatIsSecretIsMasked(string text, string expected)
    {
        var mask = new SecretMask();
        mask.Add("abc");
        mask.Add("abcdef");
        mask.Add(" ");

        Assert.Equal(expected, mask.Apply(text));
        Assert.False(mask.IsIn(text), "a short secret may stand in a state by chance");
    }

    [Fact]
    public void WithoutSecretsNothingIsMasked() => Assert.Equal("abc %61", new SecretMask().Apply("abc %61"));

    /// <summary>What is cut is masked first: of a secret across the cut nothing is shown.</summary>
    [Fact]
    public void ASecretAcrossTheCutIsMasked()
    {
        var mask = new SecretMask();
        mask.Add("the-token");

        Assert.Equal("12****…", mask.Apply("12%74%68%65%2D%74%6F%6B%65%6E34", shown: 6));
        Assert.Equal("1234…", mask.Apply("1234%74%68%65%2D%74%6F%6B%65%6E", shown: 4));
        Assert.DoesNotContain("the-", mask.Apply(new string('.', 16 * 1024 - 4) + "the-token"), StringComparison.Ordinal);
    }

    /// <summary>A text that is made to be decoded for ever is not shown.</summary>
    [Fact]
    public void ATextThatCantBeLookedThroughIsNotShown()
    {
        var mask = new SecretMask();
        mask.Add("the-token");
        var endless = "%" + string.Concat(Enumerable.Repeat("25", 8000)) + "74";

        Assert.Equal("****", mask.Apply(endless));
        Assert.True(mask.IsIn(endless));
    }

    [Fact]
    public void DrawnSecretsInDrawnEncodingsAreMasked()
    {
        var shown = Enumerable.Range(1, Effort.Cases(whole: 3000, quick: 1000)).Where(seed =>
        {
            var drawn = DrawnSecret.Of(seed);
            Assert.True(drawn.IsIn(drawn.Text), $"seed {seed} shows nothing: {drawn}");
            var mask = new SecretMask();
            mask.Add(drawn.Secret);
            return !mask.IsIn(drawn.Text) || drawn.IsIn(mask.Apply(drawn.Text));
        });

        Assert.Empty(shown.Select(seed => $"seed {seed}: {DrawnSecret.Of(seed)}"));
    }
}
