using System.Text.Json;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.Streams;
using Dixa.Shared;

namespace Dixa.Connector.Commands;

/// <summary>Prints the catalog: every stream with its schema, keys and sync modes. Needs no network.</summary>
/// <remarks>With <c>--configured</c> it prints a catalog for read instead, with all or the named streams, for use without a platform.</remarks>
public static class DiscoverCommand
{
    public static int Run(CommandContext context)
    {
        // The configuration does not change the catalog, but an invalid one should be reported early.
        if (context.Options.Config is { } config)
        {
            foreach (var warning in ConnectorConfig.Load(config, context.Mask).Warnings)
            {
                context.Log.Warning("{Warning:l}", warning);
            }
        }

        context.Writer.Post(context.Options.Configured ? Configured(context.Options.Streams) : Message.Catalog(json =>
        {
            foreach (var stream in StreamRegistry.All)
            {
                Write(json, stream);
            }
        }));
        return 0;
    }

    private static Message Configured(IReadOnlyList<string>? names)
    {
        var streams = names is null ? StreamRegistry.All : [.. names.Distinct().Select(Find)];
        return Message.Document(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("streams");
            foreach (var stream in streams)
            {
                Message.WriteEntry(json, entry => WriteConfigured(entry, stream));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static StreamDefinition Find(string name) => StreamRegistry.Find(name) ?? throw new ConnectorException(
        FailureKind.Config,
        $"There is no stream {ShownName.Of(name)}. {Nearest.Question(name, StreamRegistry.All.Select(stream => stream.Name))}The streams are: {string.Join(", ", StreamRegistry.All.Select(stream => stream.Name))}.");

    /// <remarks>
    /// The settings that a person may want to change come first. Destinations append and replace by key. If a destination emptied the
    /// table before each sync instead, it would lose the first part of a full refresh that is resumed.
    /// </remarks>
    private static void WriteConfigured(Utf8JsonWriter json, StreamDefinition stream)
    {
        json.WriteStartObject();
        json.WriteString("sync_mode", stream.Kind.IsIncremental ? ConfiguredStream.Incremental : ConfiguredStream.FullRefresh);
        json.WriteString("destination_sync_mode", "append_dedup");
        if (stream.Cursor is not null)
        {
            WriteTexts(json, "cursor_field", [stream.Cursor]);
        }

        WriteKeys(json, "primary_key", stream);
        json.WritePropertyName("stream");
        Write(json, stream);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StreamDefinition stream)
    {
        json.WriteStartObject();
        json.WriteString("name", stream.Name);
        json.WritePropertyName("json_schema");
        stream.Schema.WriteTo(json);
        WriteTexts(json, "supported_sync_modes", stream.Kind.IsIncremental ? [ConfiguredStream.FullRefresh, ConfiguredStream.Incremental] : [ConfiguredStream.FullRefresh]);

        // Every stream can resume a full refresh. The protocol then requires the origin of the cursor.
        json.WriteBoolean("is_resumable", true);
        json.WriteBoolean("source_defined_cursor", true);
        if (stream.Cursor is not null)
        {
            WriteTexts(json, "default_cursor_field", [stream.Cursor]);
        }

        WriteKeys(json, "source_defined_primary_key", stream);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Each part of the key as a path of one field.</summary>
    private static void WriteKeys(Utf8JsonWriter json, string name, StreamDefinition stream)
    {
        json.WriteStartArray(name);
        foreach (var field in stream.PrimaryKey)
        {
            json.WriteStartArray();
            json.WriteStringValue(field);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
