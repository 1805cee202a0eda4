using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dixa.Warehouse.Pages.Markup;

/// <summary>What the compiler makes of an interpolated text where <see cref="Html"/> is wanted. It has no way in for values of other types.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(Html? value) => _text.Append(value);

    public void AppendFormatted(IEnumerable<Html> values)
    {
        foreach (var value in values)
        {
            _text.Append(value);
        }
    }

    public void AppendFormatted(int value) => _text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(long value) => _text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(string? value)
    {
        foreach (var rune in (value ?? "").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                '`' => _text.Append("&#96;"),
                '\t' or '\n' or '\r' => _text.Append(' '),

                // Control characters mean nothing in HTML, and noncharacters are errors.
                < ' ' or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF) => _text.Append('\uFFFD'),
                var other when (other & 0xFFFE) == 0xFFFE => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
        }
    }

    public override string ToString() => _text.ToString();
}
