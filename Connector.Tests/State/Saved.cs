using System.Text;
using System.Text.Json;

namespace Dixa.Connector.State;

/// <summary>States as an earlier sync left them, and checkpoints as they go out.</summary>
public static class Saved
{
    public static SavedState State(string? json) => new("conversations", json is null ? null : JsonDocument.Parse(json).RootElement);

    public static string Json(this ICheckpoint checkpoint)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            checkpoint.WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
