using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Benchmarks.Load;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>The records of a stream, as messages and as rows that are converted already.</summary>
/// <param name="Name">What the rows of the tables say.</param>
/// <param name="Shape">A record, with places for what differs.</param>
/// <param name="Records">How many there are at full scale.</param>
public sealed record StreamLoad(string Name, string Stream, string Shape, int Records)
{
    /// <summary>Windows of a month, as in a year: so many states.</summary>
    private const int States = 12;

    private const string SomeNumber = "9081726354";

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<StreamLoad> All { get; } =
    [
        new("conversations of 1.5 KB", "conversations", RecordShapes.Conversation(1_500), 300_000),
        new("messages of 150 bytes", "messages", RecordShapes.ShortMessage, 3_000_000),
    ];

    private static readonly Lazy<JsonNode> Discovered = new(() =>
        JsonNode.Parse(Shell.Run(Workbench.Connector, "discover", "--configured", "--streams", string.Join(',', All.Select(load => load.Stream))))!);

    /// <summary>How long a message is.</summary>
    public int LineBytes => MessageOf(Shape).Length;

    /// <summary>Writes the messages of a sync to a file.</summary>
    /// <param name="changes">How often the rows were changed that are written.</param>
    /// <param name="step">One record of how many is written.</param>
    public string WriteMessages(Workbench bench, int records, int changes = 0, int step = 1)
    {
        var template = MessageOf(RecordShapes.Later(Shape, changes));
        return Write(bench, "messages.jsonl", file =>
        {
            var perState = Math.Max(1, records / step / States);
            for (var record = 0; record < records; record += step)
            {
                template.Write(file, record);
                if ((record / step) + 1 is var count && count % perState == 0)
                {
                    WriteState(file, count);
                }
            }

            WriteState(file, records);
        });
    }

    /// <summary>Writes the rows as the loader of a database takes them: the table's columns, and what each table has besides.</summary>
    /// <param name="encode">A row of values, null for NULL, as a line.</param>
    public string WriteRows(Workbench bench, int records, Func<IReadOnlyList<string?>, string> encode)
    {
        // A place of a number is no JSON; a number is.
        var record = JsonNode.Parse(Shape.Replace(RecordBody.Number, SomeNumber, StringComparison.Ordinal))!.AsObject();
        var values = Properties().Select(name => record[name] switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var value => value.ToJsonString(AsItIs),
        });
        var row = encode([.. values, null, null, "2026-01-01T00:00:00.000Z", "0"]);
        var template = new RecordTemplate(row.Replace(SomeNumber, RecordBody.Number, StringComparison.Ordinal));
        return Write(bench, "rows", file =>
        {
            for (var number = 0; number < records; number++)
            {
                template.Write(file, number);
            }
        });
    }

    /// <summary>Writes the catalog of the stream.</summary>
    public string WriteCatalog(Workbench bench, string destinationMode)
    {
        var catalog = Discovered.Value.DeepClone();
        var stream = Configured(catalog)!;
        stream["destination_sync_mode"] = destinationMode;
        var path = bench.NewPath("catalog.json");
        File.WriteAllText(path, new JsonObject { ["streams"] = new JsonArray(stream.DeepClone()) }.ToJsonString());
        return path;
    }

    private RecordTemplate MessageOf(string shape) => new($$$"""{"type":"RECORD","record":{"stream":"{{{Stream}}}","data":{{{shape}}},"emitted_at":1766829601000}}""");

    private JsonObject? Configured(JsonNode catalog) =>
        catalog["streams"]!.AsArray().OfType<JsonObject>().FirstOrDefault(each => (string?)each["stream"]!["name"] == Stream);

    private IEnumerable<string> Properties() => Configured(Discovered.Value)!["stream"]!["json_schema"]!["properties"]!.AsObject().Select(property => property.Key);

    private void WriteState(Stream file, int records)
    {
        file.Write(JsonSerializer.SerializeToUtf8Bytes(State(records)));
        file.WriteByte((byte)'\n');
    }

    private JsonObject State(int records) => new()
    {
        ["type"] = "STATE",
        ["state"] = new JsonObject
        {
            ["type"] = "STREAM",
            ["stream"] = new JsonObject
            {
                ["stream_descriptor"] = new JsonObject { ["name"] = Stream },
                ["stream_state"] = new JsonObject { ["at"] = records.ToString(CultureInfo.InvariantCulture) },
            },
        },
    };

    private static string Write(Workbench bench, string name, Action<Stream> write)
    {
        var path = bench.NewPath(name);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 20);
        write(file);
        return path;
    }
}
