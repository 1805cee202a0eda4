using Dixa.Warehouse.Pages.Markup;

namespace Dixa.Warehouse.Pages;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>", "&lt;script&gt;")]
    [InlineData("\" onload=\"x", "&quot; onload=&quot;x")]
    [InlineData("' `", "&#39; &#96;")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("a\r\nb\tc", "a  b c")]
    [InlineData("\0\u0001\u007F\u0085\uFFFE", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("Ærø 🌙", "Ærø 🌙")]
    public void AValueIsTextWhateverItHolds(string value, string written) => Assert.Equal($"<td>{written}</td>", Html.Of($"<td>{value}</td>").ToString());

    [Fact]
    public void HalfASurrogatePairIsReplaced() => Assert.Equal("a\uFFFDb", Html.Of($"{"a\uD83Db"}").ToString());

    [Fact]
    public void APieceStaysAPiece() => Assert.Equal("<ul><li>1</li><li>&lt;</li></ul>", Html.Of($"<ul>{new[] { "1", "<" }.Select(each => Html.Of($"<li>{each}</li>"))}</ul>").ToString());

    [Fact]
    public void NothingIsEmpty() => Assert.Equal("<b></b>", Html.Of($"<b>{(string?)null}{(Html?)null}</b>").ToString());
}
