using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

public sealed class RowIdTests
{
    [Theory]
    [InlineData("""{"id":"a"}""", "a")]
    [InlineData("""{"\u0069d":"\u0061\/b"}""", "a/b")]
    [InlineData("""{"\ud800":1,"id":"a"}""", "a")]
    [InlineData("""{"id":7}""", "7")]
    [InlineData("""{"id":7.0}""", "7")]
    [InlineData("""{"id":-7}""", "-7")]
    public void ATextOrAWholeNumberIsAnId(string row, string expected) => Assert.Equal(expected, RowId.Of(Encoding.UTF8.GetBytes(row)));

    [Theory]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":true}""")]
    [InlineData("""{"id":0.5}""")]
    [InlineData("""{"id":1e400}""")]
    [InlineData("""{"id":["a"]}""")]
    [InlineData("""{"id":{"id":"a"}}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":" "}""")]
    [InlineData("""{"id":"."}""")]
    [InlineData("""{"id":".."}""")]
    [InlineData("[]")]
    [InlineData("7")]
    public void AnythingElseIsAnError(string row) => Assert.Throws<JsonException>(() => RowId.Of(Encoding.UTF8.GetBytes(row)));
}
