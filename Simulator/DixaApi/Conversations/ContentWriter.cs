using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes the text of a message, or nothing for one without.</summary>
public static class ContentWriter
{
    public static void Write(Utf8JsonWriter json, string? text, ContentFormat format)
    {
        if (text is null)
        {
            return;
        }

        json.WriteStartObject("content"u8);
        json.WriteString("value"u8, format == ContentFormat.Html ? ToHtml(text) : text);
        json.WriteString("_type"u8, format.ToString());
        json.WriteEndObject();
    }

    public static string ToHtml(string text) => "<p>" + text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\n", "<br/>", StringComparison.Ordinal) + "</p>";
}
