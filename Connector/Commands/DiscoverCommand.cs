using System.Text.Json;
using Dixa.Connector.Configuration;
using Dixa.Connector.Protocol;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Commands;

/// <summary>Prints the catalog: every stream with its schema, keys and sync modes. Needs no network.</summary>
public static class DiscoverCommand
{
    public static int Run(CommandContext context)
    {
        // The configuration does not change the catalog, but a wrong one should be told as soon as it is seen.
        ConnectorConfig.Load(context.Options.Config!, context.Mask);
        context.Writer.Post(Message.Catalog(json =>
        {
            foreach (var stream in StreamRegistry.All)
            {
                Write(json, stream);
            }
        }));
        return 0;
    }

    private static void Write(Utf8JsonWriter json, StreamDefinition stream)
    {
        json.WriteStartObject();
        json.WriteString("name", stream.Name);
        json.WritePropertyName("json_schema");
        stream.Schema.WriteTo(json);
        json.WriteStartArray("supported_sync_modes");
        json.WriteStringValue(ConfiguredStream.FullRefresh);
        if (stream.Kind.IsIncremental)
        {
            json.WriteStringValue(ConfiguredStream.Incremental);
        }

        json.WriteEndArray();

        // Every stream can go on with a full refresh that was cut off, and the protocol wants the cursor's origin told then.
        json.WriteBoolean("is_resumable", true);
        json.WriteBoolean("source_defined_cursor", true);
        if (stream.Cursor is not null)
        {
            json.WriteStartArray("default_cursor_field");
            json.WriteStringValue(stream.Cursor);
            json.WriteEndArray();
        }

        json.WriteStartArray("source_defined_primary_key");
        foreach (var field in stream.PrimaryKey)
        {
            json.WriteStartArray();
            json.WriteStringValue(field);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
