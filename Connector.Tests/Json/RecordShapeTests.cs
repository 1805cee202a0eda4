using System.Buffers;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Json;

public sealed class RecordShapeTests
{
    private const string Fields = """{"properties":{"id":{},"a":{},"b":{}}}""";

    private const string Times = """
        {"properties":{
          "id":{},
          "text":{"type":"string"},
          "at":{"type":["null","string"],"format":"date-time"},
          "in":{"type":"object","properties":{"at":{"type":"string","format":"date-time"},"other":{"type":"string"}}},
          "list":{"type":"array","items":{"type":"object","properties":{"at":{"type":"string","format":"date-time"}}}}
        }}
        """;

    [Theory]
    [InlineData("""{"id":1,"a":2,"b":3}""", """{"id":1,"b":3}""")]
    [InlineData("""{"a":{"id":[1]},"id":1}""", """{"id":1}""")]
    [InlineData("""{ "id" : 1.00 , "new" : "x" , "a" : null }""", """{"id" : 1.00 , "new" : "x"}""")]
    [InlineData("""{"\u0061":1,"id":1}""", """{"id":1}""")]
    [InlineData("""{"\udfff":1,"a":2,"a\u2028":3,"id":1}""", """{"\udfff":1,"a\u2028":3,"id":1}""")]
    public void DeselectedFieldsAreLeftOutAndNothingElse(string record, string expected) => Assert.Equal(expected, Write(Shape(Fields, "a"), record));

    /// <summary>Any subset of fields, in any order, with any space between them.</summary>
    [Fact]
    public void WhatGoesOutIsTheObjectWithoutTheDroppedFields()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var names = Enumerable.Range(0, random.Next(1, 12)).Select(i => $"f{i}").ToArray();
            random.Shuffle(names);
            var dropped = names.Where(_ => random.Next(2) == 0).ToArray();
            var schema = $$$"""{"properties":{{{{string.Join(',', names.Select(name => $"\"{name}\":{{}}"))}}}}}""";
            var members = names.Select(name => $"{Space()}\"{name}\"{Space()}:{Space()}{Value()}{Space()}").ToArray();
            var record = $"{{{string.Join(',', members)}}}";

            var written = Write(Shape(schema, dropped), record);

            using var whole = JsonDocument.Parse(record);
            using var document = JsonDocument.Parse(written);
            Assert.Equal(
                whole.RootElement.EnumerateObject().Where(member => !dropped.Contains(member.Name)).Select(member => $"{member.Name}={member.Value.GetRawText()}"),
                document.RootElement.EnumerateObject().Select(member => $"{member.Name}={member.Value.GetRawText()}"));

            string Space() => new(' ', random.Next(3));
            string Value() => random.Next(4) switch { 0 => "1.50", 1 => "\"a,b}\"", 2 => "[{},[1 , 2]]", _ => "{\"f0\":null}" };
        }
    }

    [Fact]
    public void KeysAndTheCursorAreAlwaysSelected()
    {
        var stream = StreamRegistry.Find("conversations")!;
        Assert.Equal(
            """{"id":1,"updated_at":2,"channel":"email"}""",
            Write(stream.ShapeOf(new HashSet<string> { "channel" }), """{"id":1,"subject":"x","updated_at":2,"channel":"email","tags":[]}"""));
    }

    [Fact]
    public void SecretFieldsNeverLeave()
    {
        var webhooks = StreamRegistry.Find("webhooks")!;
        Assert.Equal("""{"id":"1"}""", Write(webhooks.ShapeOf(selected: null), """{"secretKey":"s","id":"1","headers":{"Authorization":"x"}}"""));
    }

    [Fact]
    public void AFieldThatDoesNotGoOutIsNotHeldAgainstItsSchema()
    {
        var type = SchemaType.Of("", Parse("""{"properties":{"id":{},"a":{"type":"integer"},"b":{"type":"integer"}}}"""));
        var found = new List<string>();
        var scanner = new JsonScanner("""{"id":1,"a":"x","b":"x"}"""u8, 0);
        Assert.True(new RecordShape(["id"], null, type, ["a"]).TryScan(ref scanner, (field, _) => found.Add(field.Path), new RecordPieces(), out _));
        Assert.Equal(["b"], found);
    }

    [Theory]
    [InlineData("2025-03-04T06:58:32.481Z[GMT]", "2025-03-04T06:58:32.481Z")]
    [InlineData("2025-03-04T06:58:32.4Z[Etc/UTC]", "2025-03-04T06:58:32.4Z")]
    [InlineData("2025-03-04T06:58:32+01:00[Europe/Copenhagen]", "2025-03-04T06:58:32+01:00")]
    [InlineData("2025-03-04T06:58:32.481", "2025-03-04T06:58:32.481Z")]
    [InlineData("2025-03-04T06:58:32", "2025-03-04T06:58:32Z")]
    [InlineData("2025-03-04T06:58:32Z", "2025-03-04T06:58:32Z")]
    [InlineData("2025-03-04T06:58:32.481+00:00", "2025-03-04T06:58:32.481+00:00")]
    [InlineData("yesterday", "yesterday")]
    [InlineData("", "")]
    public void TimesBecomeRfc3339WhereTheSchemaSaysSoAndNowhereElse(string time, string expected)
    {
        var shape = Shape(Times);
        Assert.Equal(
            $$$"""{"text":"{{{time}}}","at":"{{{expected}}}","in":{"other":"{{{time}}}","at":"{{{expected}}}"},"list":[{"at":"{{{expected}}}","x":"{{{time}}}"},{"at":null}],"unknown":{"at":"{{{time}}}"}}""",
            Write(shape, $$$"""{"text":"{{{time}}}","at":"{{{time}}}","in":{"other":"{{{time}}}","at":"{{{time}}}"},"list":[{"at":"{{{time}}}","x":"{{{time}}}"},{"at":null}],"unknown":{"at":"{{{time}}}"}}"""));
    }

    [Theory]
    [InlineData("""{"at":17,"in":[{"at":1}],"list":{"at":"x[y]"}}""")]
    [InlineData("""{"at":null,"in":null,"list":[null,[],"2025[GMT]"]}""")]
    public void ValuesOfAnotherTypeThanTheSchemasStayAsTheyAre(string record) =>
        Assert.Equal(record, Write(Shape(Times), record));

    [Fact]
    public void AddedMembersComeFirst() =>
        Assert.Equal("""{"teamId":"t","id":1}""", Write(Shape(Times), """{"id":1}""", "\"teamId\":\"t\""));

    /// <summary>What goes out does not depend on where the network cuts the bytes.</summary>
    [Fact]
    public async Task ARecordIsCutAlikeInHoweverManyChunksItCame()
    {
        var json = """[{"a":1,"id":1,"at":"2025-03-04T06:58:32Z[GMT]","b":[{"a":2}]},{"id":2,"a":{}}]"""u8.ToArray();
        var shape = Shape("""{"properties":{"id":{},"a":{},"at":{"type":"string","format":"date-time"}}}""", "a");
        for (var chunk = 1; chunk <= json.Length; chunk++)
        {
            using var body = new ChunkedBody(json, () => chunk);
            using var reader = new JsonArrayReader(body, RecordSelector.Bare, shape);
            var written = new List<string>();
            await reader.ReadAllAsync((in JsonRecord record) => written.Add(Write(record)), TestContext.Current.CancellationToken);
            Assert.Equal(["""{"id":1,"at":"2025-03-04T06:58:32Z","b":[{"a":2}]}""", """{"id":2}"""], written);
        }
    }

    private static RecordShape Shape(string schema, params string[] dropped) => new(["id"], null, SchemaType.Of("", Parse(schema)), dropped);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Write(RecordShape shape, string json, string added = "")
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json), 0);
        Assert.True(shape.TryScan(ref scanner, violation: null, new RecordPieces(), out var record));
        return Write(record, added);
    }

    private static string Write(in JsonRecord record, string added = "")
    {
        var output = new ArrayBufferWriter<byte>();
        record.WriteTo(output, Encoding.UTF8.GetBytes(added));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
