using System.Text.Json;

namespace Dixa.Simulator.DixaApi;

/// <summary>Where a page stands in its list; a link is relative, and null at either end.</summary>
public sealed record PageLinks(string Path, PageKey Self, string? Next, string? Previous)
{
    /// <summary>Whether the page is shown without its rows.</summary>
    public bool HidesRows { get; init; }

    public static PageLinks Of(string path, PageKey self, int rows) => new(
        path,
        self,
        self.Offset + self.Limit < rows ? (self with { Offset = self.Offset + self.Limit }).Link(path) : null,
        self.Offset > 0 ? (self with { Offset = Math.Max(0, self.Offset - self.Limit) }).Link(path) : null);

    public void Write(Utf8JsonWriter json)
    {
        if (Next is null && Previous is null)
        {
            return;
        }

        json.WriteStartObject("meta"u8);
        if (Next is not null)
        {
            json.WriteString("next"u8, Next);
        }

        if (Previous is not null)
        {
            json.WriteString("previous"u8, Previous);
        }

        json.WriteEndObject();
    }
}
