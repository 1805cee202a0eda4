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

        // Of the text that stays there might have been something to say.
        Assert.InRange(shorter.GetRawText().Length + changes.Sum(change => change.JsonBytes), 11_850, 12_000);
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
            var (shorter, changes) = Cut($$"""{"text":"{{text}}"}""", most);
            var cut = shorter.GetProperty("text").GetString()!;
            Assert.StartsWith(cut, JsonSerializer.Deserialize<string>($"\"{text}\""), StringComparison.Ordinal);
            Assert.False(char.IsHighSurrogate(cut[^1]));
            Assert.InRange(Encoding.UTF8.GetByteCount(shorter.GetRawText()) + changes.Sum(change => change.JsonBytes), most - 13, most);
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

    /// <summary>Of tens of thousands of members a few are left out, and what is said of them stays within the limit too.</summary>
    [Theory]
    [InlineData(500)]
    [InlineData(1_300)]
    public void TheFewestFieldsAreLeftOut(int bytes)
    {
        const int Members = 2_000;
        var record = RecordOf(Members, bytes);
        var most = record.Length * 7 / 10;
        var (shorter, changes) = Cut(record, most);
        var cut = changes.Count(change => change.Change == "TRUNCATED");
        var leftOut = changes.Count(change => change.Change == "NULLED");

        Assert.InRange(shorter.GetRawText().Length + changes.Sum(change => change.JsonBytes), most - bytes, most);
        Assert.Equal(Members, shorter.EnumerateObject().Count());
        Assert.Equal(leftOut, shorter.EnumerateObject().Count(member => member.Value.ValueKind == JsonValueKind.Null));
        Assert.Equal(bytes > 1_024 ? Members - 1 - leftOut : 0, cut);
    }

    /// <summary>Work is counted in bytes allocated, since what is written anew is: four times the members take about four times as many.</summary>
    [Fact]
    public void TheWorkGrowsAsTheRecordDoes()
    {
        var (few, many) = (RecordOf(1_000, 500), RecordOf(4_000, 500));
        Allocated(few);

        Assert.InRange(Allocated(many) / (double)Allocated(few), 1, 6);
    }

    /// <summary>A key is one however it is spelt, and a name that is half a surrogate pair is one like any other.</summary>
    [Theory]
    [InlineData("\\u0069d", "id")]
    [InlineData("id", "id")]
    public void ANameIsWhatItSays(string written, string key)
    {
        var text = new string('x', 3_000);
        var (shorter, changes) = RecordCutter.Cut(Encoding.UTF8.GetBytes($$"""{"{{written}}":"{{text}}","\udfff":"{{text}}","a\u2028":"{{text}}"}"""), 6_000, Keys);

        Assert.Contains(key, Keys);
        Assert.StartsWith($$"""{"{{written}}":"{{text}}","\udfff":"xxx""", Encoding.UTF8.GetString(shorter), StringComparison.Ordinal);
        Assert.Equal([FieldChange.OfCutText("\uDFFF"), FieldChange.OfCutText("a\u2028")], changes);
        using var said = new MemoryStream();
        using (var json = new Utf8JsonWriter(said))
        {
            changes[0].WriteTo(json);
        }

        Assert.Equal(changes[0].JsonBytes, said.Length + 1);
    }

    private static string RecordOf(int members, int bytes) =>
        "{\"id\":1," + string.Join(',', Enumerable.Range(2, members - 1).Select(i => $"\"m{i}\":\"{new string('x', bytes)}\"")) + "}";

    private static long Allocated(string record)
    {
        var bytes = Encoding.UTF8.GetBytes(record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RecordCutter.Cut(bytes, bytes.Length * 7 / 10, Keys);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (JsonElement Shorter, IReadOnlyList<FieldChange> Changes) Cut(string record, int mostBytes)
    {
        var (shorter, changes) = RecordCutter.Cut(Encoding.UTF8.GetBytes(record), mostBytes, Keys);
        using var document = JsonDocument.Parse(shorter);
        return (document.RootElement.Clone(), changes);
    }
}
