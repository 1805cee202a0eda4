using System.Text.Json;
using Dixa.Connector.Json;
using Dixa.Connector.Streams;

namespace Dixa.Probe.Rows;

/// <summary>Counts which fields a stream's rows have, by the stream's schema. It keeps paths, kinds and forms, and no value.</summary>
public sealed class FieldCensus(StreamDefinition stream)
{
    /// <summary>Fields that the connector adds to rows.</summary>
    private static readonly string[] Added = ["conversation_updated_at", "conversationId", "collectionId"];

    private readonly SortedDictionary<string, int> _present = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _violations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _times = new(StringComparer.Ordinal);

    public string Stream => stream.Name;

    public int Rows { get; private set; }

    /// <summary>Fields that no schema has.</summary>
    public IEnumerable<string> Unknown => _unknown;

    /// <summary>Values of another kind than the schema allows: the path and the kind.</summary>
    public IEnumerable<string> Violations => _violations;

    /// <summary>The forms of times, by the field's path.</summary>
    public IEnumerable<(string Path, IReadOnlyCollection<string> Forms)> Times => _times.Select(entry => (entry.Key, (IReadOnlyCollection<string>)entry.Value));

    /// <summary>Fields of the schema that no row had, or only as null; not those inside of others that never came.</summary>
    public IEnumerable<string> Absent => Paths(stream.Type).Where(path => !_present.ContainsKey(path) && !Added.Contains(path) && !stream.AddedKeys.Contains(path)).Where(IsOutermost);

    public void Add(JsonElement row)
    {
        Rows++;
        Visit(row, stream.Type);
    }

    public void AddViolation(SchemaType type, ReadOnlySpan<byte> value) =>
        _violations.Add(type.IsTime && !value.IsEmpty && value[0] == '"' ? $"`{type.Path}` is a text that is no time" : $"`{type.Path}` is {KindName.WithArticle(value)}");

    private void Visit(JsonElement value, SchemaType type)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        _present[type.Path] = _present.GetValueOrDefault(type.Path) + 1;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when type.Members.Count > 0:
                var members = type.Members.Entries.ToDictionary(member => member.Name, member => member.Value);
                foreach (var member in value.EnumerateObject())
                {
                    if (members.TryGetValue(member.Name, out var known))
                    {
                        Visit(member.Value, known);
                    }
                    else if (type.Path.Length > 0 || !stream.Secret.Contains(member.Name))
                    {
                        _unknown.Add($"`{(type.Path.Length == 0 ? "" : type.Path + ".")}{FieldName.Shown(member.Name)}` ({KindName.WithArticle(member.Value)})");
                    }
                }

                break;
            case JsonValueKind.Array when type.Items is { } items:
                foreach (var element in value.EnumerateArray())
                {
                    Visit(element, items);
                }

                break;
            case JsonValueKind.String when type.IsTime && TimeForm.Of(value.GetString()!) is { } form:
                var forms = _times.TryGetValue(type.Path, out var seen) ? seen : _times[type.Path] = new SortedSet<string>(StringComparer.Ordinal);
                forms.Add(form);
                break;
            default:
                break;
        }
    }

    private bool IsOutermost(string path)
    {
        var end = path.LastIndexOfAny(['.', '[']);
        return end < 0 || _present.ContainsKey(path[..end]);
    }

    private static IEnumerable<string> Paths(SchemaType type) =>
        type.Members.Entries.SelectMany(member => Paths(member.Value).Prepend(member.Value.Path))
            .Concat(type.Items is { } items ? Paths(items) : []);
}
