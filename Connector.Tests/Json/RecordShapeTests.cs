using System.Text;
using System.Text.Json;

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
    public void DeselectedFieldsAreLeftOutAndNothingElse(string record, string expected) =>
        Assert.Equal(expected, Write(Shape(Fields, new HashSet<string> { "id", "b" })!, record));

    [Fact]
    public void KeysAreKeptAndUnchangedRecordsNeedNoShape()
    {
        Assert.Null(RecordShape.Of(SchemaType.Of("", Parse("""{"properties":{"id":{},"updated_at":{}}}""")), new HashSet<string> { "other" }, ["id", "updated_at"], []));
        Assert.Null(Shape(Fields, selected: null));
    }

    [Fact]
    public void SecretFieldsNeverLeave()
    {
        var shape = RecordShape.Of(SchemaType.Of("", Parse(Fields)), selected: null, ["id"], ["secretKey", "headers"])!;
        Assert.Equal("""{"id":1}""", Write(shape, """{"secretKey":"s","id":1,"headers":{"Authorization":"x"}}"""));
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
        var shape = Shape(Times, selected: null)!;
        Assert.Equal(
            $$$"""{"text":"{{{time}}}","at":"{{{expected}}}","in":{"other":"{{{time}}}","at":"{{{expected}}}"},"list":[{"at":"{{{expected}}}","x":"{{{time}}}"},{"at":null}],"unknown":{"at":"{{{time}}}"}}""",
            Write(shape, $$$"""{"text":"{{{time}}}","at":"{{{time}}}","in":{"other":"{{{time}}}","at":"{{{time}}}"},"list":[{"at":"{{{time}}}","x":"{{{time}}}"},{"at":null}],"unknown":{"at":"{{{time}}}"}}"""));
    }

    [Theory]
    [InlineData("""{"at":17,"in":[{"at":1}],"list":{"at":"x[y]"}}""")]
    [InlineData("""{"at":null,"in":null,"list":[null,[],"2025[GMT]"]}""")]
    public void ValuesOfAnotherTypeThanTheSchemasStayAsTheyAre(string record) =>
        Assert.Equal(record, Write(Shape(Times, selected: null)!, record));

    [Fact]
    public void AddedMembersComeFirst() =>
        Assert.Equal("""{"teamId":"t","id":1}""", Write(Shape(Times, selected: null)!, """{"id":1}""", "\"teamId\":\"t\""));

    private static RecordShape? Shape(string schema, IReadOnlySet<string>? selected) => RecordShape.Of(SchemaType.Of("", Parse(schema)), selected, ["id"], []);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Write(RecordShape shape, string record, string added = "")
    {
        var text = new StringBuilder();
        shape.Write(Encoding.UTF8.GetBytes(record), Encoding.UTF8.GetBytes(added), text, static (text, part) => text.Append(Encoding.UTF8.GetString(part)));
        return text.ToString();
    }
}
