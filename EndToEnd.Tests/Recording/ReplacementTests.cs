using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Simulator.Recording.Replacement;

namespace Dixa.Connector.Recording;

/// <summary>What stands for what: always the same for the same, of the same form, and nothing stays that the table doesn't allow.</summary>
public sealed partial class ReplacementTests
{
    private readonly Replacements _replacements = new(RecordedRead.Key);

    [Theory]
    [InlineData("nora.lind@example.com")]
    [InlineData("+45 70 60 50 40")]
    [InlineData("Ærø Østergård")]
    [InlineData("さくら Дмитрий Ελένη שרה محمد 李小龍 김민준")]
    [InlineData("Order #10233 (late!) 🎂\n\tthanks\u2028")]
    [InlineData("https://files.dixa.io/private/acme/attachment/9a1b?x=%C3%A6#y")]
    [InlineData("5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11")]
    [InlineData("2025-03-04T06:58:32.481Z[GMT]")]
    [InlineData("Inbound")]
    [InlineData("en")]
    public void AnyTextIsReplacedByOneOfItsForm(string text)
    {
        var made = _replacements.Text("text", text);
        Assert.NotEqual(text, made);
        Assert.Equal(Form(text), Form(made));
        Assert.Equal(made, new Replacements(RecordedRead.Key).Text("subject", text));
        Assert.NotEqual(made, new Replacements([.. RecordedRead.Key.Reverse()]).Text("text", text));
    }

    [Theory]
    [InlineData("_type", "EmailConversation")]
    [InlineData("direction", "Inbound")]
    [InlineData("createdAt", "2025-03-04T06:58:32.481Z[GMT]")]
    [InlineData("startTime", "08:00")]
    [InlineData("language", "da")]
    [InlineData("timezone", "Europe/Copenhagen")]
    [InlineData("message", "The requested resource could not be found")]
    public void WhatTheTableAllowsStaysThereAndNowhereElse(string member, string text)
    {
        Assert.Equal(text, _replacements.Text(member, text));
        Assert.NotEqual(text, _replacements.Text("subject", text));
        Assert.NotEqual(text, _replacements.Text(null, text));
    }

    [Theory]
    [InlineData("_type", "Nora Lind")]
    [InlineData("_type", "nora")]
    [InlineData("direction", "NoraLind")]
    [InlineData("createdAt", "1980-02-30 Nora")]
    [InlineData("createdAt", "+4570605040")]
    [InlineData("language", "Nora")]
    [InlineData("timezone", "Nora/Lind")]
    [InlineData("timezone", "/dev/zero")]
    [InlineData("timezone", "../../../../dev/zero")]
    [InlineData("message", "Nora Lind was here")]
    public void WhatHasNotTheFormOfItsMemberIsReplaced(string member, string text) => Assert.NotEqual(text, _replacements.Text(member, text));

    [Fact]
    public void ShortTextsOfOneFormNeverMeet()
    {
        var pairs = from one in Enumerable.Range('a', 26) from other in Enumerable.Range('a', 26) select $"{(char)one}{(char)other}";
        Assert.Equal(676, pairs.Select(pair => _replacements.Text("name", pair)).Distinct().Count());
        Assert.All(Enumerable.Range('a', 26), letter => Assert.NotEqual($"{(char)letter}", _replacements.Text("name", $"{(char)letter}")));
    }

    [Fact]
    public void ANumberIsTheSameAsATextAndAsJson()
    {
        Assert.Equal("+" + _replacements.Number("to", "4570605040"), _replacements.Text("number", "+4570605040"));
        Assert.Equal(_replacements.Text("number", "+4570605040"), _replacements.Text("number", "+45 70 60 50 40").Replace(" ", "", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, 500), number => Assert.DoesNotMatch("^0", _replacements.Number("value", number.ToString(CultureInfo.InvariantCulture))));
        Assert.Matches(@"^-\d\d\.\d\de\+300$", _replacements.Number("value", "-12.50e+300"));
    }

    [Fact]
    public void AnIdIsTheSameInAUrlInAPathAndInAText()
    {
        const string Id = "5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11";
        var made = _replacements.Text("id", Id);
        Assert.Contains(made, _replacements.Text("url", $"https://acme.dixa.com/users/{Id}?of={Id}"), StringComparison.Ordinal);
        Assert.Contains(made, _replacements.Text("text", $"See {Id}!"), StringComparison.Ordinal);
        Assert.Equal($"/v1/endusers/{made}", TargetReplacement.Replace($"/v1/endusers/{Id}", _replacements));
        Assert.Equal(made.ToUpperInvariant(), _replacements.Text("id", Id.ToUpperInvariant()));
        Assert.Equal('4', made[14]);
    }

    [Fact]
    public void AConversationIsTheSameWhereverItIsNamed()
    {
        var made = _replacements.Number("id", "30428");
        Assert.Equal(made, _replacements.Number("csid", "30428"));
        Assert.Equal($"/v1/conversations/{made}/notes", TargetReplacement.Replace("/v1/conversations/30428/notes", _replacements));
        Assert.Equal($"/v1/conversation_export?csids={made}", TargetReplacement.Replace("/v1/conversation_export?csids=30428", _replacements));
        Assert.EndsWith($"/{made}", _replacements.Text("url", "https://acme.dixa.com/conversation/30428"), StringComparison.Ordinal);
        Assert.Equal(1, int.Parse(_replacements.Number("id", "30429"), CultureInfo.InvariantCulture) - int.Parse(made, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void APageKeyIsTheSameInALinkAndInARequest()
    {
        var link = _replacements.Text("next", "/v1/agents?pageKey=cGFnZUxpbWl0PTImcGFnZT0y%3D%3D");
        Assert.Equal(link, TargetReplacement.Replace("/v1/agents?pageKey=cGFnZUxpbWl0PTImcGFnZT0y%3D%3D", _replacements));
        Assert.DoesNotContain("cGFnZUxpbWl0", link, StringComparison.Ordinal);
        Assert.StartsWith("/v1/agents?pageKey=", link, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCustomersNameIsReplacedWithItsNames()
    {
        var made = Replace("""{"values":{"Email":"nora@example.com","Sms":4570605040,"direction":"Inbound","File":{"url":"Inbound","_type":"Nora"}},"nora":{"direction":"Inbound"}}""");
        Assert.DoesNotMatch("nora|Inbound|4570605040|\"Email\"|\"File\"|\"Sms\"", made.Replace("\"direction\":\"Inbound\"}}", "", StringComparison.Ordinal));
        Assert.Contains("\"values\":{", made, StringComparison.Ordinal);
        Assert.Contains("\"url\"", made, StringComparison.Ordinal);
        Assert.Contains("nora", _replacements.UnknownNames);
    }

    [Fact]
    public void ThePayloadOfAWebhookIsReplacedAsJson()
    {
        var notQuite = Replace(JsonSerializer.Serialize(new { payload = """{"name":"Nora","count":007}""" }));
        Assert.DoesNotContain("Nora", notQuite, StringComparison.Ordinal);
        var nested = JsonDocument.Parse(Replace("""{"payload":"{\"id\":30428,\"name\":\"N\\u006fra\",\"deep\":\"[\\\"Nora\\\"]\"}"}"""));
        using var inside = JsonDocument.Parse(nested.RootElement.GetProperty("payload").GetString()!);
        Assert.Equal(_replacements.Number("id", "30428"), inside.RootElement.GetProperty("id").GetRawText());
        Assert.Equal(_replacements.Text("name", "Nora"), inside.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public void NothingStaysInJsonThatACustomerWrote()
    {
        const string Written = """{ "createdAt": "1980-02-03", "direction":"Inbound","score":4711,"payload":"{\"language\":\"da\"}"}""";
        var made = _replacements.Text("text", Written);
        Assert.DoesNotMatch("1980|Inbound|4711|createdAt|language", made);
        Assert.Equal(Form(Written), Form(made));
    }

    [Fact]
    public void HalfACharacterIsNoError() => Assert.Equal("\"\uFFFD\"", Replace("\"\\ud83d\""));

    [Fact]
    public void ALongTextIsReplacedInNoTime()
    {
        var text = string.Concat(Enumerable.Repeat("Nora Lind 5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11 ", 20_000));
        var made = _replacements.Text("text", text);
        Assert.Equal(text.Length, made.Length);
        Assert.DoesNotContain("Nora", made, StringComparison.Ordinal);
        Assert.True(made.Split(' ').Where(word => word.Length == 4).Distinct().Count() > 10_000, "a word has one replacement everywhere, so that its frequency tells which it is");
    }

    [Fact]
    public void EveryMemberOfAStreamIsInTheTable()
    {
        string[] ofTheConnector = ["conversation_updated_at"];
        Listing.AssertEmpty(
            "Add to AllowedMembers, as what it is",
            Directory.EnumerateFiles(Repository.PathOf("Connector", "Streams", "Schemas"), "*.json")
                .SelectMany(file => Properties(JsonDocument.Parse(File.ReadAllText(file)).RootElement))
                .Distinct().Where(name => !AllowedMembers.Contains(name)).Except(ofTheConnector));
    }

    private string Replace(string json)
    {
        using var made = new MemoryStream();
        using (var writer = new Utf8JsonWriter(made, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            var replacement = new JsonReplacement(_replacements);
            while (reader.Read())
            {
                replacement.Write(ref reader, writer);
            }
        }

        return Encoding.UTF8.GetString(made.ToArray());
    }

    private static IEnumerable<string> Properties(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member =>
            (member.NameEquals("properties") && member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().Select(property => property.Name) : [])
            .Concat(Properties(member.Value))),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Properties),
        _ => [],
    };

    /// <summary>Classes of characters in place of the characters; a leading digit also says whether it is zero.</summary>
    private static string Form(string text) => string.Concat(Escapes().Replace(text, "%").EnumerateRunes().Select(letter => Rune.GetUnicodeCategory(letter) is var category
        && category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherSymbol
            ? $"<{category}>{(letter.Value < 0x80 ? "a" : "b")}" : letter.ToString()).Select(letter => letter.Replace("<LowercaseLetter>a", "h", StringComparison.Ordinal).Replace("<DecimalDigitNumber>a", "h", StringComparison.Ordinal)));

    [GeneratedRegex("(%[0-9A-F]{2})+")]
    private static partial Regex Escapes();
}
