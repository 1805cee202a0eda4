using System.Text;
using System.Text.Json;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Json;

public sealed class SchemaTypeTests
{
    private const string Schema = """
        {"type":"object","properties":{
          "w":{"type":["null","integer"]},"n":{"type":"number"},"t":{"type":"string"},"b":{"type":"boolean"},
          "at":{"type":["null","string"],"format":"date-time"},"any":{},
          "o":{"type":["null","object"],"properties":{"w":{"type":"integer"}}},
          "a":{"type":"array","items":{"type":"object","properties":{"at":{"type":"string","format":"date-time"}}}},
          "either":{"type":["string","array"],"items":{"type":"string"}}}}
        """;

    [Theory]
    [InlineData("""{"w":1,"n":1.5,"t":"x","b":true,"at":"2025-03-04T06:58:32.481Z[GMT]","any":[{}],"o":{"w":2},"a":[{"at":"2025-03-04T06:58Z"}],"either":["x"]}""")]
    [InlineData("""{"w":null,"n":-10,"t":"1","b":false,"at":null,"o":null,"a":[],"either":"x"}""")]
    [InlineData("""{"more":{"w":"x"},"o":{"more":1},"either":"x","b":true,"w":0}""")]
    public void WhatFitsIsPassed(string json) => Assert.Empty(Violations(json));

    [Theory]
    [InlineData("""{"w":"1"}""", "w: a text")]
    [InlineData("""{"w":1.0,"n":1e3}""", "w: the number 1.0")]
    [InlineData("""{"n":"private"}""", "n: a text")]
    [InlineData("""{"n":null}""", "n: null")]
    [InlineData("""{"b":0}""", "b: the number 0")]
    [InlineData("""{"t":["private"]}""", "t: an array")]
    [InlineData("""{"at":"04/03/2025"}""", "at: a text that is no time (\"04/03/2025\")")]
    [InlineData("""{"at":1741071512481}""", "at: the number 1741071512481")]
    [InlineData("""{"o":[]}""", "o: an array")]
    [InlineData("""{"o":{"w":{}}}""", "o.w: an object")]
    [InlineData("""{"\udfff":1,"o":{"\ud83d":1,"\u0077":{}}}""", "o.w: an object")]
    [InlineData("""{"a":[{"at":"2025-03-04T06:58Z"},{"at":"x"},7,null]}""", "a[].at: a text that is no time (\"x\")", "a[]: the number 7", "a[]: null")]
    [InlineData("""{"either":[1,"x"],"a":{}}""", "either[]: the number 1", "a: an object")]
    [InlineData("""[]""", ": an array")]
    public void WhatDoesNotFitIsTold(string json, params string[] told) => Assert.Equal(told, Violations(json));

    [Fact]
    public void MembersAreFoundInAnyOrder()
    {
        string[] names = ["w", "n", "t", "b", "at", "o", "a", "either"];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var wrong = names.Where(_ => random.Next(2) == 0).ToArray();
            random.Shuffle(wrong);
            var json = $$"""{{{string.Join(',', wrong.Select((name, i) => $"\"x{i}\":0,\"{name}\":{(name is "b" or "t" or "at" or "o" or "a" or "either" ? "0.5" : "[]")}"))}}}""";
            Assert.Equal(wrong, Violations(json).Select(violation => violation[..violation.IndexOf(':', StringComparison.Ordinal)]));
        }
    }

    /// <summary>Cut off anywhere, the scan stops, and says nothing that the whole text would not.</summary>
    [Fact]
    public void AValueThatIsCutOffIsNoViolation()
    {
        const string Json = """{"w":-12,"n":1.5e3,"t":"x","b":true,"at":"2025-03-04T06:58Z","o":{"w":1},"a":[{"at":"2025-03-04T06:58Z"}]}""";
        for (var length = 1; length < Json.Length; length++)
        {
            var told = new List<string>();
            var scanner = new JsonScanner(Encoding.UTF8.GetBytes(Json[..length]), 0);
            Assert.False(Type().TrySkip(ref scanner, (type, _) => told.Add(type.Path), cut: null));
            Assert.Empty(told);
        }
    }

    [Fact]
    public void EverySchemaOfAStreamIsUnderstood() =>
        Assert.All(StreamRegistry.All, stream => Assert.Equal(stream.Fields, stream.Type.Members.Entries.Select(entry => entry.Name)));

    private static SchemaType Type()
    {
        using var document = JsonDocument.Parse(Schema);
        return SchemaType.Of("", document.RootElement);
    }

    private static List<string> Violations(string json)
    {
        var told = new List<string>();
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json), 0);
        Assert.True(Type().TrySkip(ref scanner, (type, value) => told.Add($"{type.Path}: {type.Describe(value)}"), cut: null));
        Assert.True(scanner.IsAtEnd);
        return told;
    }
}
