using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

public sealed class RecordCutterTests
{
    private static readonly HashSet<string> Keys = ["id", "updated_at"];

    [Fact]
    public void TheLargestTextsAreCutToOneLengthAndTheRestIsLeftAlone()
    {
        var record = $$"""{"id":1,"long":"{{new string('a', 9_000)}}","short":"{{new string('b', 2_000)}}","in":[{"longer":"{{new string('c', 20_000)}}"}],"n":1.50}""";
        var (shorter, changes) = Cut(record, 12_000);

        Assert.InRange(shorter.GetRawText().Length, 11_990, 12_000);
        Assert.Equal(shorter.GetProperty("long").GetString()!.Length, shorter.GetProperty("in")[0].GetProperty("longer").GetString()!.Length);
        Assert.Equal(2_000, shorter.GetProperty("short").GetString()!.Length);
        Assert.Equal("1.50", shorter.GetProperty("n").GetRawText());
        Assert.Equal([FieldChange.OfCutText("long"), FieldChange.OfCutText("in")], changes);
    }

    [Theory]
    [InlineData("æ")]
    [InlineData("😀")]
    [InlineData("\\n")]
    [InlineData("\\\\")]
    [InlineData("\\u00e6")]
    [InlineData("\\ud83d\\ude00")]
    [InlineData("x\\ud83d\\ude00")]
    public void NoCharacterAndNoEscapeIsCutInTwo(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 3_000));
        for (var most = 2_000; most < 2_020; most++)
        {
            var (shorter, _) = Cut($$"""{"text":"{{text}}"}""", most);
            var cut = shorter.GetProperty("text").GetString()!;
            Assert.StartsWith(cut, JsonSerializer.Deserialize<string>($"\"{text}\""), StringComparison.Ordinal);
            Assert.False(char.IsHighSurrogate(cut[^1]));
            Assert.InRange(Encoding.UTF8.GetByteCount(shorter.GetRawText()), most - 13, most);
        }
    }

    [Fact]
    public void WhereTextsAreNotTheReasonFieldsAreLeftOutButNoKey()
    {
        var numbers = string.Join(',', Enumerable.Repeat("123456789", 1_000));
        var (shorter, changes) = Cut($$"""{"id":[{{numbers}},{{numbers}}],"a":[{{numbers}}],"b":1}""", 21_000);

        Assert.Equal(2_000, shorter.GetProperty("id").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, shorter.GetProperty("a").ValueKind);
        Assert.Equal(1, shorter.GetProperty("b").GetInt32());
        Assert.Equal([FieldChange.OfLeftOut("a")], changes);
    }

    private static (JsonElement Shorter, IReadOnlyList<FieldChange> Changes) Cut(string record, int mostBytes)
    {
        var (shorter, changes) = RecordCutter.Cut(Encoding.UTF8.GetBytes(record), mostBytes, Keys);
        using var document = JsonDocument.Parse(shorter);
        return (document.RootElement.Clone(), changes);
    }
}
