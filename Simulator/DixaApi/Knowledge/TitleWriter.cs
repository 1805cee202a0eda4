using System.Text.Json;

namespace Dixa.Simulator.DixaApi.Knowledge;

public static class TitleWriter
{
    /// <summary>Writes a title, or nothing where there is none in the language.</summary>
    public static void Write(Utf8JsonWriter json, string language, string? title)
    {
        if (title is null)
        {
            return;
        }

        json.WriteStartObject("title"u8);
        json.WriteString("languageId"u8, language);
        json.WriteString("title"u8, title);
        json.WriteEndObject();
    }
}
