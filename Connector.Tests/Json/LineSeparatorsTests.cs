using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Json;

/// <summary>Characters that JSON allows in a string and at which some readers of stdout break lines.</summary>
public sealed class LineSeparatorsTests
{
    private static readonly RecordShape Shape = new(["id"], "at");

    public static TheoryData<string> Separators => ["\u0085", "\u2028", "\u2029"];

    /// <summary>Their neighbours and what shares their bytes.</summary>
    public static TheoryData<string> Others => ["", "\u0084", "\u0086", "\u00a8", "Å", "…", "\u2027", "\u202a", "\u2068", "⢨", "ꀨ", "😀"];

    [Theory]
    [MemberData(nameof(Separators))]
    public void OneIsFoundWhereverItStands(string separator) => EveryPlace(separator, isThere: true);

    [Theory]
    [MemberData(nameof(Others))]
    public void NothingElseIsTakenForOne(string other) => EveryPlace(other, isThere: false);

    [Theory]
    [InlineData("c285", true)]
    [InlineData("e280a8", true)]
    [InlineData("ffe280a9ff", true)]
    [InlineData("85", false)]
    [InlineData("c2", false)]
    [InlineData("e280", false)]
    [InlineData("80a8", false)]
    [InlineData("e2a8", false)]
    public void TextThatIsNoUtf8IsLookedThroughToo(string hex, bool isThere) => EveryPlace(Convert.FromHexString(hex), isThere);

    /// <summary>In names and values, at every depth, as key and as cursor, among line breaks and bytes that are no text, however the bytes arrive.</summary>
    [Theory]
    [MemberData(nameof(Separators))]
    public async Task TheyComeOutEscapedAndEqualInMeaning(string separator)
    {
        var escape = $"\\u{(int)separator[0]:x4}";
        var record = $$$"""{"id":"a{{{separator}}}b","at":"{{{separator}}}{{{separator}}}","t{{{separator}}}":"\\{{{separator}}}\"æ","o":{"{{{separator}}}":[["x{{{separator}}}"],"{{{separator}}}y"]},"long":"{{{new string('x', 100)}}}{{{separator}}}…{{{escape}}}"}""";
        var expected = record.Replace(separator, escape, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes($"[{record},\n{{\"id\":\"plain\"}}]");
        for (var chunk = 1; chunk <= bytes.Length; chunk++)
        {
            var records = await ReadAsync(bytes, chunk);
            Assert.Equal([(expected, $"{escape}{escape}"), ("""{"id":"plain"}""", "")], records);
        }

        Assert.True(LineReaders.IsOneLine(expected));
        using var document = JsonDocument.Parse(expected);
        Assert.Equal($"a{separator}b", document.RootElement.GetProperty("id").GetString());
        Assert.Equal($"\\{separator}\"æ", document.RootElement.GetProperty($"t{separator}").GetString());
    }

    [Fact]
    public async Task TheyAreEscapedBesideTextThatIsNoUtf8AndLineBreaksBetweenTokens()
    {
        byte[] bytes = [.. "[{\r\n\"id\":\"\u2028"u8, 0xE2, 0x80, .. "\u0085\",\n\"\u2029\":1}]"u8];

        Assert.Equal([("""{"id":"\u2028""" + "\uFFFD" + """\u0085","\u2029":1}""", "")], await ReadAsync(bytes, bytes.Length));
    }

    /// <remarks>U+0085 takes two bytes and its escape six.</remarks>
    [Fact]
    public async Task ARecordOfNothingElseComesOutWhole()
    {
        var text = string.Concat(Enumerable.Repeat("\u0085", 500_000));
        var records = await ReadAsync(Encoding.UTF8.GetBytes($$"""[{"id":"{{text}}"}]"""), 100_000);

        Assert.Equal($$"""{"id":"{{text.Replace("\u0085", "\\u0085", StringComparison.Ordinal)}}"}""", Assert.Single(records).Json);
    }

    /// <summary>Those at which Python breaks lines besides can't come through raw: a string that has one is no JSON.</summary>
    [Theory]
    [InlineData('\v')]
    [InlineData('\f')]
    [InlineData('\u001c')]
    [InlineData('\u001d')]
    [InlineData('\u001e')]
    public async Task ControlCharactersAreNoJson(char control) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Encoding.UTF8.GetBytes($$"""[{"id":"a{{control}}"}]"""), 100));

    private static void EveryPlace(string text, bool isThere) => EveryPlace(Encoding.UTF8.GetBytes(text), isThere);

    private static void EveryPlace(byte[] text, bool isThere)
    {
        for (var lead = 0; lead < 70; lead++)
        {
            for (var trail = 0; trail < 70; trail++)
            {
                byte[] quoted = [(byte)'"', .. Enumerable.Repeat((byte)'x', lead), .. text, .. Enumerable.Repeat((byte)'x', trail), (byte)'"'];
                var scanner = new JsonScanner(quoted, 0);
                Assert.True(scanner.SkipValue());
                Assert.True(isThere == ((scanner.Flaws & TextFlaws.LineSeparators) != 0), $"behind {lead}, before {trail}");
            }
        }
    }

    private static async Task<List<(string Json, string Cursor)>> ReadAsync(byte[] bytes, int chunk)
    {
        using var body = new ChunkedBody(bytes, () => chunk);
        using var reader = new JsonArrayReader(body, RecordSelector.Bare, Shape);
        var records = new List<(string, string)>();
        await reader.ReadAllAsync(
            (in JsonRecord record) => records.Add((Encoding.UTF8.GetString(record.Json), Encoding.UTF8.GetString(record.Cursor))),
            TestContext.Current.CancellationToken);
        return records;
    }
}
