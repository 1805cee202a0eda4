using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain æ 😀", "plain æ 😀")]
    [InlineData("\\u0069d", "id")]
    [InlineData("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t")]
    [InlineData("a\\\\u0069", "a\\u0069")]
    [InlineData("\\ud83d\\uDE00\\u2028", "😀\u2028")]
    public void EscapesAreResolved(string written, string said)
    {
        Assert.Equal(said, JsonText.Decode(Encoding.UTF8.GetBytes(written)));
        Assert.Equal(said, JsonSerializer.Deserialize<string>($"\"{written}\""));
    }

    [Theory]
    [InlineData("\\udfffz", 0xDFFF)]
    [InlineData("\\ud83dz", 0xD83D)]
    public void HalfASurrogatePairStaysOne(string written, int half) => Assert.Equal([(char)half, 'z'], JsonText.Decode(Encoding.UTF8.GetBytes(written)));

    /// <summary>Wherever a member's name is looked up: any name can be, and an escaped one is found.</summary>
    [Theory]
    [InlineData("\\udfff", false)]
    [InlineData("\\ud83d\\u0069d", false)]
    [InlineData("\\u0069d", true)]
    [InlineData("\\u0069\\u0064", true)]
    [InlineData("\\u0049d", false)]
    public void ANameIsLookedUpWhateverItIs(string written, bool isId)
    {
        var table = new NameTable<int>([("other", 1), ("id", 2)]);
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes($$"""{"{{written}}":1}"""), 1);
        var (isFirst, place) = (true, 0);
        Assert.True(scanner.NextMember(ref isFirst, out _));

        Assert.Equal(isId, table.TryFind(scanner, ref place, out var value));
        Assert.Equal(isId ? 2 : 0, value);
    }
}
