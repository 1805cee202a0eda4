using System.Globalization;
using System.Xml.Linq;

namespace Dixa.Benchmarks.Plots;

/// <summary>A drawing on a card of its own colour, so that it can be read on light and dark pages; lengths are in pixels.</summary>
public sealed class Svg
{
    private const string Style = """
        text { font: 12px system-ui, sans-serif; fill: #24292f } .title { font-size: 15px; font-weight: 600 } .small { font-size: 10.5px; fill: #57606a }
        .card { fill: #ffffff; stroke: #d0d7de } .grid { stroke: #d8dee4 } .end { text-anchor: end } .middle { text-anchor: middle }
        .s0 { fill: #1f6feb; stroke: #1f6feb } .s1 { fill: #9aa4ae; stroke: #9aa4ae } .s2 { fill: #bf6a02; stroke: #bf6a02 } .line { fill: none; stroke-width: 2 } .open { fill: #ffffff; stroke-width: 2 }
        @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .small { fill: #9da7b3 } .card, .open { fill: #161b22 } .card { stroke: #3d444d } .grid { stroke: #30363d } .s0 { stroke: #58a6ff } .s0:not(.open):not(.line) { fill: #58a6ff } .s1 { stroke: #7d8590 } .s1:not(.open):not(.line) { fill: #7d8590 } .s2 { stroke: #e3a04b } .s2:not(.open):not(.line) { fill: #e3a04b } }
        """;

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    public Svg(int width, int height, string title)
    {
        _root = Element("svg", ("viewBox", $"0 0 {width} {height}"), ("width", width), ("height", height), ("role", "img"));
        _root.Add(new XElement(Namespace + "title", title), new XElement(Namespace + "style", Style));
        _root.Add(Element("rect", ("class", "card"), ("x", 0.5), ("y", 0.5), ("width", width - 1), ("height", height - 1), ("rx", 6)));
        Text(16, 26, title, "title");
    }

    public void Text(double x, double y, string text, string kind = "")
    {
        var element = Element("text", ("x", x), ("y", y), ("class", kind));
        element.Value = text;
        _root.Add(element);
    }

    /// <summary>A text that runs upwards, around its middle.</summary>
    public void TextUpwards(double x, double y, string text)
    {
        var element = Element("text", ("x", x), ("y", y), ("class", "middle"), ("transform", FormattableString.Invariant($"rotate(-90 {x} {y})")));
        element.Value = text;
        _root.Add(element);
    }

    public void Bar(double x, double y, double width, double height, string kind) =>
        _root.Add(Element("rect", ("class", kind), ("x", x), ("y", y), ("width", width), ("height", height)));

    public void GridLine(double x1, double y1, double x2, double y2) =>
        _root.Add(Element("line", ("class", "grid"), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)));

    public void Line(IEnumerable<(double X, double Y)> points, string kind) => _root.Add(Element(
        "polyline",
        ("class", $"{kind} line"),
        ("points", string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.X:0.#},{point.Y:0.#}"))))));

    public void Point(double x, double y, string kind) =>
        _root.Add(Element("circle", ("class", kind), ("cx", x), ("cy", y), ("r", 4)));

    public override string ToString() => $"{_root}\n";

    private static XElement Element(string name, params (string Name, object Value)[] attributes) => new(
        Namespace + name,
        attributes.Select(attribute => new XAttribute(
            attribute.Name,
            attribute.Value is double number ? number.ToString("0.#", CultureInfo.InvariantCulture) : attribute.Value)));
}
