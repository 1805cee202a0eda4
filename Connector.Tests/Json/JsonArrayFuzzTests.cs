using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Json;

/// <summary>
/// The reader against another parser, on whatever bytes and however they arrive: the same elements byte for byte, or an error
/// where the other one has an error. Nothing else, and no other exception.
/// </summary>
public sealed class JsonArrayFuzzTests
{
    private static readonly int CasesOfASeed = Effort.Cases(whole: 3000, quick: 1000);

    private static readonly RecordShape Shape = new(["id"], "updated_at");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task AnyBytesAreReadAsTheOtherParserReadsThem(int seed)
    {
        for (var number = 0; number < CasesOfASeed; number++)
        {
            var random = new Random((seed * 1_000_000) + number);
            var json = new RandomJson(random);
            var place = random.Next(2) == 0 ? RecordSelector.Bare : RecordSelector.Data;
            var bytes = place == RecordSelector.Bare ? json.Array() : json.Envelope();
            bytes = random.Next(2) == 0 ? json.Damage(bytes) : bytes;
            await CompareAsync(bytes, place, random, $"seed {seed}, case {number}");
        }
    }

    [Fact]
    public async Task AnAnswerCutAnywhereIsReadAsTheOtherParserReadsIt()
    {
        foreach (var place in new[] { RecordSelector.Bare, RecordSelector.Data })
        {
            for (var seed = 1; seed <= Effort.Cases(whole: 20, quick: 6); seed++)
            {
                var random = new Random(seed);
                var json = new RandomJson(random);
                var bytes = place == RecordSelector.Bare ? json.Array() : json.Envelope();
                for (var length = 0; length <= Math.Min(bytes.Length, 1000); length++)
                {
                    await CompareAsync(bytes[..length], place, random, $"seed {seed}, cut at {length}");
                }
            }
        }
    }

    public static TheoryData<string, string> Extremes => new()
    {
        { "as deep as may be", Nested(JsonScanner.MaxDepth) },
        { "a level too deep", Nested(JsonScanner.MaxDepth + 1) },
        { "far too deep", Nested(100_000) },
        { "objects as deep as may be", NestedObjects(JsonScanner.MaxDepth) },
        { "objects a level too deep", NestedObjects(JsonScanner.MaxDepth + 1) },
        { "never closed", "[" + new string('[', 100_000) },
        { "a number of 400 digits", $$"""[{"id":{{new string('7', 400)}},"updated_at":-{{new string('7', 400)}}.{{new string('7', 400)}}e-{{new string('7', 400)}}}]""" },
        { "a number of a million digits", $$"""[{"id":{{new string('7', 1_000_000)}}}]""" },
        { "a number with a leading zero", """[{"id":00}]""" },
        { "a number without an end", """[{"id":1.}]""" },
        { "a NUL in a text", "[{\"id\":\"a\0b\"}]" },
        { "a NUL in a name", "[{\"i\0d\":1}]" },
        { "a NUL between", "[\0{\"id\":1}]" },
        { "a NUL behind", "[{\"id\":1}]\0" },
        { "keys that come twice", """[{"id":1,"id":2,"updated_at":3,"updated_at":4,"x":{"a":1,"a":2}}]""" },
        { "a million keys", "[{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"{i}\":0")) + "}]" },
        { "a million empty elements", "[" + string.Join(',', Enumerable.Repeat("{}", 1_000_000)) + ",{\"id\":1}]" },
        { "a million spaces", "[" + new string(' ', 1_000_000) + "{\"id\":1}" + new string('\n', 1_000_000) + "]" + new string(' ', 1_000_000) },
        { "escapes", """[{"\u0069\u0064":"\"\\\/\b\f\n\r\t\u0000\uD800","updated\u005fat":"\u0031"}]""" },
        { "an escape that is none", """[{"id":"\x"}]""" },
        { "an escape cut short", """[{"id":"\u12"}]""" },
        { "a comment", """[{"id":1/* one */}]""" },
        { "single quotes", "[{'id':1}]" },
        { "NaN", """[{"id":NaN}]""" },
    };

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task AnExtremeIsReadAsTheOtherParserReadsIt(string name, string json) =>
        await CompareAsync(Encoding.UTF8.GetBytes(json), RecordSelector.Bare, new Random(1), name);

    /// <summary>RFC 8259: JSON that travels is UTF-8. A RECORD line that is not would end the sync in a platform that decodes strictly, with nobody told why.</summary>
    [Theory]
    [InlineData("a byte that begins nothing", "80")]
    [InlineData("a byte that never occurs", "ff")]
    [InlineData("a sequence cut short", "e282")]
    [InlineData("a zero of two bytes", "c080")]
    [InlineData("half a surrogate pair", "eda080")]
    [InlineData("beyond the last character", "f5808080")]
    public async Task ARecordThatIsNoUtf8IsMended(string name, string hex)
    {
        byte[] inText = [.. "[{\"id\":\""u8, .. Convert.FromHexString(hex), .. "\"}]"u8];
        byte[] inName = [.. "[{\"id\":1,\"a"u8, .. Convert.FromHexString(hex), .. "\":1}]"u8];
        var (records, _, _) = await ReadAsync(inText, RecordSelector.Bare, () => 1);
        Assert.Contains("\uFFFD", Encoding.UTF8.GetString(Assert.Single(records!).Json), StringComparison.Ordinal);
        await CompareAsync(inText, RecordSelector.Bare, new Random(1), name);
        await CompareAsync(inName, RecordSelector.Bare, new Random(1), name);
    }

    [Fact]
    public async Task AnArrayThatComesTwiceIsAnError()
    {
        var json = """{"data":[{"id":1}],"meta":{},"data":[{"id":2}]}"""u8.ToArray();

        Assert.Null((await ReadAsync(json, RecordSelector.Data, () => json.Length)).Records);
        await CompareAsync(json, RecordSelector.Data, new Random(1), "data twice");
    }

    [Fact]
    public async Task ATextOf100MegabytesComesOutByteForByte()
    {
        const int Length = 100 * 1024 * 1024;
        byte[] bytes = [.. "[{\"id\":1,\"text\":\""u8, .. Enumerable.Repeat((byte)'x', Length), .. "\"},{\"id\":2}]"u8];
        using var body = new ChunkedBody(bytes, () => 1024 * 1024);
        using var reader = new JsonArrayReader(body, RecordSelector.Bare, Shape);
        var lengths = new List<int>();
        await reader.ReadAllAsync(
            (in JsonRecord record) =>
            {
                Assert.True(record.Json.SequenceEqual(bytes.AsSpan(lengths.Count == 0 ? 1 : bytes.Length - 9, record.Json.Length)));
                lengths.Add(record.Json.Length);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal([Length + 18, 8], lengths);
    }

    private static string Nested(int levels) => "[{\"a\":" + new string('[', levels) + new string(']', levels) + "}]";

    private static string NestedObjects(int levels) =>
        "[{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels) + "}]";

    private static async Task CompareAsync(byte[] bytes, RecordSelector place, Random random, string name)
    {
        var expected = Oracle.Of(bytes, place);
        var largest = (bytes.Length / 10_000) + (random.Next(3) switch { 0 => 3, 1 => 100, _ => 100_000 });
        var actual = await ReadAsync(bytes, place, () => random.Next(1, largest));
        var again = await ReadAsync(bytes, place, () => bytes.Length);
        var shown = $"{name}: {Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2000))}";

        Assert.True((expected.Records is null) == (actual.Records is null), $"{shown}\nthe other parser {(expected.Records is null ? "refuses" : "takes")} it");
        Assert.True((actual.Records is null) == (again.Records is null), $"{shown}\nit depends on the chunks");
        if (expected.Records is null || actual.Records is null || again.Records is null)
        {
            return;
        }

        Assert.True(expected.Records.Select(Text).SequenceEqual(actual.Records.Select(Text)), shown);
        Assert.True(actual.Fingerprints.SequenceEqual(again.Fingerprints), shown);
        Assert.True(expected.NextPage == actual.NextPage, shown);
    }

    private static string Text((byte[] Json, string Cursor) record) => $"{record.Cursor} {Convert.ToBase64String(record.Json)}";

    private static async Task<(List<(byte[] Json, string Cursor)>? Records, string? NextPage, List<ulong> Fingerprints)> ReadAsync(
        byte[] bytes, RecordSelector place, Func<int> chunk)
    {
        using var body = new ChunkedBody(bytes, chunk);
        using var reader = new JsonArrayReader(body, place, Shape);
        var records = new List<(byte[], string)>();
        var fingerprints = new List<ulong>();
        try
        {
            var nextPage = await reader.ReadAllAsync(
                (in JsonRecord record) =>
                {
                    records.Add((record.Json.ToArray(), Encoding.Latin1.GetString(record.Cursor)));
                    fingerprints.Add(record.Fingerprint);
                },
                TestContext.Current.CancellationToken);
            return (records, nextPage, fingerprints);
        }
        catch (JsonException)
        {
            return (null, null, fingerprints);
        }
    }
}
