using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A stream as data: its name, its keys, and how it is read. Its schema is the embedded file of the same name.</summary>
/// <param name="Cursor">The field that grows when a row changes; null for a stream that is always read in full.</param>
public sealed record StreamDefinition(string Name, StreamKind Kind, IReadOnlyList<string> PrimaryKey, string? Cursor = null)
{
    private readonly Lazy<JsonElement> _schema = new(() => Load(Name));

    /// <summary>Fields of the API that never leave the connector.</summary>
    public IReadOnlyList<string> Secret { get; init; } = [];

    /// <summary>The stream's name in Airbyte's own connector, whose states are accepted. Null if there is none, or the same name.</summary>
    public string? Alias { get; init; }

    /// <summary>The keys that the connector adds to the API's records.</summary>
    public IReadOnlyList<string> AddedKeys { get; init; } = [];

    /// <summary>The schema of a record. It is created on first use, like keys and schema, since a command needs those of few streams or none.</summary>
    public SchemaType Type => field ??= SchemaType.Of("", Schema);

    /// <summary>The fields that are written whatever is selected.</summary>
    public IReadOnlySet<string> KeptFields => field ??= new HashSet<string>(Cursor is null ? PrimaryKey : [.. PrimaryKey, Cursor]);

    public JsonElement Schema => _schema.Value;

    /// <param name="selected">The fields of the configured catalog's schema. Null if it lists none, which selects all.</param>
    public RecordShape ShapeOf(IReadOnlySet<string>? selected) => new(
        [.. PrimaryKey.Except(AddedKeys)],
        Cursor,
        Type,
        selected is null ? Secret : [.. Secret.Union(Type.Members.Entries.Select(member => member.Name).Where(name => !selected.Contains(name) && !KeptFields.Contains(name)))]);

    public IEnumerable<string> Fields => Schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static JsonElement Load(string name)
    {
        using var resource = typeof(StreamDefinition).Assembly.GetManifestResourceStream($"schemas/{name}.json")
            ?? throw new InvalidOperationException($"Streams/Schemas/{name}.json is missing");
        using var document = JsonDocument.Parse(resource);
        return document.RootElement.Clone();
    }
}
