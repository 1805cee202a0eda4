using System.Text;

namespace Dixa.Connector.Json;

public sealed class ProjectionTests
{
    [Theory]
    [InlineData("""{"id":1,"a":2,"b":3}""", """{"id":1,"b":3}""")]
    [InlineData("""{"a":{"id":[1]},"id":1}""", """{"id":1}""")]
    [InlineData("""{ "id" : 1.00 , "new" : "x" , "a" : null }""", """{"id" : 1.00,"new" : "x"}""")]
    [InlineData("""{"\u0061":1,"id":1}""", """{"id":1}""")]
    public void DeselectedFieldsAreLeftOutAndNothingElse(string record, string expected)
    {
        var projection = Projection.Between(["id", "a", "b"], new HashSet<string> { "id", "b" }, ["id"])!;
        Assert.Equal(expected, Write(projection, record));
    }

    [Fact]
    public void KeysAndCursorAreKept() =>
        Assert.Null(Projection.Between(["id", "updated_at"], new HashSet<string> { "other" }, ["id", "updated_at"]));

    [Fact]
    public void WithoutASelectionNothingIsLeftOut() => Assert.Null(Projection.Between(["id", "a"], null, ["id"]));

    private static string Write(Projection projection, string record)
    {
        var text = new StringBuilder();
        projection.Write(Encoding.UTF8.GetBytes(record), text, static (text, part) => text.Append(Encoding.UTF8.GetString(part)));
        return text.ToString();
    }
}
