using System.Text;

namespace Dixa.Warehouse.Pages.Markup;

/// <summary>A piece of HTML. There is one way to make one: an interpolated text, whose own characters are markup and whose values are escaped.</summary>
/// <remarks>
/// A value may stand between tags, or in double quotes as the value of an attribute that is no script, style or address. Nothing turns a value into markup: where a piece is put
/// into another, it is a piece already.
/// </remarks>
public sealed class Html
{
    private readonly string _text;

    private Html(string text) => _text = text;

    public static Html Empty { get; } = new("");

    public static Html Of(HtmlText text) => new(text.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece._text);
        }

        return new Html(text.ToString());
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text);

    public override string ToString() => _text;
}
