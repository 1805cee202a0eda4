using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

public sealed class JsonArrayReaderTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ] \n")]
    [InlineData("[null]")]
    [InlineData("[{},null, { }]")]
    public async Task ArraysWithoutARecordAreWholeAndEmpty(string json) => Assert.Empty(await ReadAsync(json, RecordSelector.Bare));

    [Fact]
    public async Task ElementsComeOutByteForByte()
    {
        string[] elements =
        [
            """{"id":1,"n":1.00,"big":123456789012345678901234567890.5e+400,"text":"æ \u00e6 \ud83d\ude00 😀 \/ \u2028"}""",
            """{ "id" : 2 , "nested" : { "a" : [ 1 , { } , [ ] ] } , "s" : "]}[{" }""",
            """{"id":"3","id":"4","empty":"","null":null,"t":true}""",
        ];
        var json = "[" + string.Join(" ,\r\n", elements) + "]";

        // Every way in which the network may cut the bytes.
        for (var chunk = 1; chunk <= Encoding.UTF8.GetByteCount(json); chunk++)
        {
            Assert.Equal(elements, await ReadAsync(json, RecordSelector.Bare, chunk));
        }
    }

    [Theory]
    [InlineData("""{"data":[{"id":1}]}""", null)]
    [InlineData("""{"data":[{"id":1}],"meta":null}""", null)]
    [InlineData("""{"data":[{"id":1}],"meta":{}}""", null)]
    [InlineData("""{"data":[{"id":1}],"meta":{"next":null}}""", null)]
    [InlineData("""{"data":[{"id":1}],"meta":{"previous":"/p","next":"/v1/a?pageKey=b%3D%3D:"}}""", "/v1/a?pageKey=b%3D%3D:")]
    [InlineData("""{"meta":{"next":"/n"},"more":[{"data":[]}],"data":[{"id":1}]}""", "/n")]
    public async Task AListsNextPageIsWhereverItsMetaIs(string json, string? next)
    {
        for (var chunk = 1; chunk <= json.Length; chunk++)
        {
            var (elements, nextPage) = await ReadPageAsync(json, RecordSelector.Data, chunk);
            Assert.Equal(["""{"id":1}"""], elements);
            Assert.Equal(next, nextPage);
        }
    }

    [Theory]
    [InlineData("""{"next":{}}""")]
    [InlineData("""{"next":["/n"]}""")]
    [InlineData("""{"next":7}""")]
    [InlineData("""{"next":false}""")]
    [InlineData("""{"next":""}""")]
    [InlineData("""{"next":" "}""")]
    [InlineData("""{"next":"\ud800"}""")]
    [InlineData("""{"next":"/n","next":null}""")]
    [InlineData("""[]""")]
    [InlineData("\"/n\"")]
    [InlineData("0")]
    [InlineData("true")]
    [InlineData("""{},"meta":{"next":"/n"}""")]
    public async Task ALinkThatCannotBeUnderstoodIsNoLastPage(string meta)
    {
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync($$"""{"data":[{"id":1}],"meta":{{meta}}}""", RecordSelector.Data, 3));
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync($$"""{"meta":{{meta}},"data":[{"id":1}]}""", RecordSelector.Data));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[")]
    [InlineData("""[{"id":1}""")]
    [InlineData("""[{"id":1},""")]
    [InlineData("""[{"id":1},]""")]
    [InlineData("""[{"id":1}{"id":2}]""")]
    [InlineData("""[{"id":tru}]""")]
    [InlineData("""[{"id":"a""")]
    [InlineData("""[{"id":1}] []""")]
    [InlineData("""[1]""")]
    [InlineData("""["a"]""")]
    [InlineData("""{"error":"busy"}""")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("[{\"id\":\"a\nb\"}]")]
    [InlineData("[{\"id\":\"a\0b\"}]")]
    public async Task WhatIsNoWholeArrayOfObjectsIsAnError(string json)
    {
        for (var chunk = 1; chunk <= json.Length + 1; chunk++)
        {
            await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(json, RecordSelector.Bare, chunk));
        }
    }

    [Theory]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""[]""")]
    [InlineData("""{"data":[]""")]
    public async Task AListWithoutItsArrayIsAnError(string json) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(json, RecordSelector.Data));

    [Theory]
    [InlineData("""{"data":{"schedules":[{"id":1}]}}""", 1)]
    [InlineData("""{"data":{"other":{"schedules":[{"id":2}]},"schedules":[]},"schedules":[{"id":3}]}""", 0)]
    [InlineData("""{"data":{}}""", 0)]
    public async Task AnArrayCanBeNestedAndOptional(string json, int expected) =>
        Assert.Equal(expected, (await ReadAsync(json, new RecordSelector("data", "schedules") { IsOptional = true }, 3)).Count);

    [Fact]
    public async Task OneObjectCanStandInTheArraysPlace()
    {
        Assert.Equal(["""{"id":1}"""], await ReadAsync("""{"data":{"id":1},"meta":{}}""", RecordSelector.One, 2));
        Assert.Empty(await ReadAsync("""{"data":{}}""", RecordSelector.One));
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync("""{"data":[{"id":1}]}""", RecordSelector.One));
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync("""{"data":{"id":1}""", RecordSelector.One));
    }

    [Fact]
    public async Task ARecordLargerThanTheBufferComesOutWhole()
    {
        var large = $$"""{"id":1,"text":"{{new string('x', 5_000_000)}}"}""";
        Assert.Equal(["""{"id":0}""", large, """{"id":2}"""], await ReadAsync($$"""[{"id":0},{{large}},{"id":2}]""", RecordSelector.Bare, 10_000));
    }

    [Fact]
    public async Task AByteOrderMarkIsSkipped() => Assert.Equal(["""{"id":1}"""], await ReadAsync("\uFEFF[{\"id\":1}]", RecordSelector.Bare, 1));

    [Fact]
    public async Task TheCursorAndTheFingerprintAreThoseOfTheRecord()
    {
        var json = """[{"updated_at":5,"id":1},{"id":1,"updated_at":5,"x":[1]},{"id":1,"updated_at":5,"x":[2]},{"id":1},{"updated_at":null,"id":1},{"id":2,"updated_at":"5"},{"id":1,"updated_at":5,"x":[1]}]""";
        using var body = new ChunkedBody(Encoding.UTF8.GetBytes(json), () => 7);
        using var reader = new JsonArrayReader(body, RecordSelector.Bare, new RecordShape(["id"], "updated_at"));
        var cursors = new List<string>();
        var prints = new List<ulong>();
        await reader.ReadAllAsync(
            (in JsonRecord record) =>
            {
                cursors.Add(Encoding.UTF8.GetString(record.Cursor));
                prints.Add(record.Fingerprint);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(["5", "5", "5", "", "", "5", "5"], cursors);
        Assert.Equal(prints[1], prints[^1]);
        Assert.Equal(6, prints.Distinct().Count());
    }

    [Fact]
    public async Task NestingThatIsTooDeepIsAnErrorAndNoHang()
    {
        var json = "[{\"a\":" + new string('[', 2000) + new string(']', 2000) + "}]";
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(json, RecordSelector.Bare));
    }

    private static async Task<List<string>> ReadAsync(string json, RecordSelector selector, int chunk = 4096) =>
        (await ReadPageAsync(json, selector, chunk)).Elements;

    private static async Task<(List<string> Elements, string? NextPage)> ReadPageAsync(string json, RecordSelector selector, int chunk)
    {
        using var body = new ChunkedBody(Encoding.UTF8.GetBytes(json), () => chunk);
        using var reader = new JsonArrayReader(body, selector, new RecordShape(["id"]));
        var elements = new List<string>();
        var nextPage = await reader.ReadAllAsync(
            (in JsonRecord record) => elements.Add(Encoding.UTF8.GetString(record.Json)), TestContext.Current.CancellationToken);
        return (elements, nextPage);
    }
}
