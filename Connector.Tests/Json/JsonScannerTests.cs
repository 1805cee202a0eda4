using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Json;

/// <summary>The scanner's verdict against System.Text.Json's own.</summary>
public sealed class JsonScannerTests
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = JsonScanner.MaxDepth };

    [Theory]
    [InlineData("0")]
    [InlineData("-0.0e-0")]
    [InlineData("123456789012345678901234567890.5E+400")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("+1")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("true")]
    [InlineData("tru")]
    [InlineData("falsey")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e6\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"a\u007fb\"")]
    [InlineData("\"a\u0000b\"")]
    [InlineData("[]")]
    [InlineData("[ 1 , 2 ]")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{}")]
    [InlineData("{\"a\":1,\"a\":{}}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{a:1}")]
    [InlineData("{1:1}")]
    [InlineData("{\"a\":}")]
    [InlineData("[}")]
    [InlineData("{]")]
    [InlineData("/* */1")]
    [InlineData("'a'")]
    public void WhatIsJsonIsDecidedAsSystemTextJsonDoes(string json)
    {
        // Long enough a lead to stand on either side of what is gone over in one piece.
        for (var lead = 0; lead < 70; lead++)
        {
            var text = Encoding.UTF8.GetBytes($"[\"{new string('x', lead)}\",{json}]");
            Assert.Equal(IsJson(text), IsScanned(text));
        }
    }

    [Fact]
    public void WhatIsCutAnywhereNeedsMoreAndNothingElse()
    {
        var json = Encoding.UTF8.GetBytes("""{"id":-12.5e+3,"text":"a\u00e6\n \"quoted\" and longer than a vector, with æøå and 😀 in it","list":[true,false,null,{},[]],"o":{"a":{"b":"c"}}}""");
        for (var length = 0; length < json.Length; length++)
        {
            var scanner = new JsonScanner(json.AsSpan(0, length), 0);
            Assert.False(scanner.SkipValue());
            Assert.True(scanner.IsAtEnd);
        }

        Assert.True(IsScanned(json));
    }

    /// <remarks>Each of the bytes that matter to JSON, in random order: nearly all of it is no JSON, and both have to say so.</remarks>
    [Fact]
    public void RandomBytesAreDecidedAsSystemTextJsonDoes()
    {
        var random = new Random(20260101);
        var alphabet = Encoding.UTF8.GetBytes("{}[]:,\"\\ue1-+.0 \ntrfalsn/ab");
        var (valid, trials) = (0, Effort.Cases(whole: 300_000, quick: 100_000));
        for (var trial = 0; trial < trials; trial++)
        {
            byte[] text = [(byte)'[', .. random.GetItems(alphabet, random.Next(1, 12)), (byte)']'];
            var isJson = IsJson(text);
            valid += isJson ? 1 : 0;
            Assert.True(isJson == IsScanned(text), Encoding.UTF8.GetString(text));
        }

        Assert.InRange(valid, trials / 300, trials * 2 / 3);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0xA6 }, false)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80 }, false)]
    [InlineData(new byte[] { 0xFF }, true)]
    [InlineData(new byte[] { 0xC3 }, true)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, true)]
    [InlineData(new byte[] { 0xC0, 0x80 }, true)]
    public void BrokenTextIsNoticedWhereverItStands(byte[] bytes, bool isBroken)
    {
        for (var lead = 0; lead < 70; lead++)
        {
            byte[] text = [(byte)'"', .. new string('x', lead).Select(letter => (byte)letter), .. bytes, (byte)'"'];
            var scanner = new JsonScanner([.. text, .. new string(' ', 40).Select(space => (byte)space)], 0);
            Assert.True(scanner.SkipValue());
            Assert.Equal(isBroken ? TextFlaws.BrokenText : TextFlaws.None, scanner.Flaws);
            Assert.Equal(text.Length, scanner.At);
        }
    }

    [Theory]
    [InlineData(JsonScanner.MaxDepth, true)]
    [InlineData(JsonScanner.MaxDepth + 1, false)]
    public void NestingHasAnEnd(int depth, bool isScanned) =>
        Assert.Equal(isScanned, IsScanned(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth))));

    private static bool IsScanned(byte[] text)
    {
        var scanner = new JsonScanner(text, 0);
        return scanner.SkipValue() && scanner.IsAtEnd;
    }

    private static bool IsJson(byte[] text)
    {
        var reader = new Utf8JsonReader(text, Deep);
        try
        {
            while (reader.Read())
            {
                // Goes on to the end, or to where it is no JSON.
            }

            return reader.BytesConsumed == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
