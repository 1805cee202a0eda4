using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes files by their links: whole ones with a name, or paths without.</summary>
public static class FileWriter
{
    private const string Host = "https://files.dixa.io";

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> links, MessageTraits traits)
    {
        json.WriteStartArray(name);
        foreach (var link in links)
        {
            WriteFile(json, link, traits, "invoice.pdf");
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string link, MessageTraits traits, string prettyName)
    {
        json.WritePropertyName(name);
        WriteFile(json, link, traits, prettyName);
    }

    /// <summary>A link to something of a message that has no link in the exports.</summary>
    public static string LinkTo(Message message, string kind) => $"{Host}/private/acme/{kind}/{message.Id.ToString("N")[..8]}";

    private static void WriteFile(Utf8JsonWriter json, string link, MessageTraits traits, string prettyName)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, traits.HasRelativeLinks ? link.Replace(Host, "", StringComparison.Ordinal) : link);
        if (!traits.HasRelativeLinks)
        {
            json.WriteString("prettyName"u8, prettyName);
        }

        json.WriteEndObject();
    }
}
