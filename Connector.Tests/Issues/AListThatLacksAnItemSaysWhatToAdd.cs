using Dixa.Connector.Harness;
using Xunit.Sdk;

namespace Dixa.Connector.Issues;

/// <summary>Somebody added a stream by the page's words, and the tests that failed did not say what was missing, or where.</summary>
public sealed class AListThatLacksAnItemSaysWhatToAdd
{
    private static readonly string[] Expected = ["tags", "greetings", "teams"];

    [Fact]
    public void WhatIsMissingComesWithItsTextAndItsPlace() => Assert.Equal(
        "Add to catalog.json, behind tags:\n{\"name\": \"greetings\"}",
        Failure(["tags", "teams"], item => $"{{\"name\": \"{item}\"}}"));

    [Fact]
    public void WhatIsTooMuchIsNamed() => Assert.Equal("Remove from catalog.json: macros", Failure([.. Expected, "macros"]));

    [Fact]
    public void AnotherOrderIsTold() => Assert.Equal(
        "catalog.json must have this order, each once: tags, greetings, teams", Failure(["greetings", "tags", "teams"]));

    [Fact]
    public void TheListItselfPasses() => Listing.AssertLists("catalog.json", Expected, Expected);

    private static string Failure(string[] listed, Func<string, string>? text = null) =>
        Assert.ThrowsAny<XunitException>(() => Listing.AssertLists("catalog.json", Expected, listed, text)).Message;
}
