using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>What a schema says of a value and of all that is in it.</summary>
/// <remarks>Of JSON Schema it knows what the streams' schemas use: <c>type</c>, <c>format: date-time</c>, <c>properties</c> and <c>items</c>.</remarks>
public sealed class SchemaType
{
    private SchemaType(string path, JsonKinds kinds, bool isTime, NameTable<SchemaType> members, SchemaType? items, bool hasTimes)
    {
        (Path, Kinds, IsTime, Members, Items, HasTimes) = (path, kinds, isTime, members, items, hasTimes);
    }

    /// <summary>Where in the record it is, such as <c>participants[].role</c>.</summary>
    public string Path { get; }

    public JsonKinds Kinds { get; }

    /// <summary>Whether a string here is a time.</summary>
    public bool IsTime { get; }

    /// <summary>Whether there is a time here or below.</summary>
    public bool HasTimes { get; }

    /// <summary>The types of an object's members; none when nothing is said of them.</summary>
    public NameTable<SchemaType> Members { get; }

    /// <summary>The type of an array's elements; null when nothing is said of them.</summary>
    public SchemaType? Items { get; }

    public static SchemaType Of(string path, JsonElement schema)
    {
        var isTime = schema.TryGetProperty("format", out var format) && format.ValueEquals("date-time"u8);
        var items = schema.TryGetProperty("items", out var elements) ? Of($"{path}[]", elements) : null;
        var members = new List<(string, SchemaType)>();
        var hasTimes = isTime || items is { HasTimes: true };
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                var member = Of(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
                members.Add((property.Name, member));
                hasTimes |= member.HasTimes;
            }
        }

        return new SchemaType(path, KindsOf(schema), isTime, new NameTable<SchemaType>(members), items, hasTimes);
    }

    /// <summary>Says what a value is that does not fit, without repeating what people wrote.</summary>
    /// <param name="value">The value's text; empty for one that is missing.</param>
    public string Describe(ReadOnlySpan<byte> value) => value.IsEmpty ? "missing" : value[0] switch
    {
        (byte)'"' when IsTime && (Kinds & JsonKinds.String) != 0 => $"a text that is no time ({Encoding.UTF8.GetString(value[..Math.Min(value.Length, 40)])})",
        (byte)'"' => "a text",
        (byte)'{' => "an object",
        (byte)'[' => "an array",
        (byte)'n' or (byte)'t' or (byte)'f' => Encoding.UTF8.GetString(value),
        _ => $"the number {Encoding.UTF8.GetString(value[..Math.Min(value.Length, 40)])}",
    };

    /// <summary>Goes over the value that the scanner stands at.</summary>
    /// <param name="violation">Hears of each value in it that can't be what the schema says; null where nobody wants to.</param>
    /// <param name="cut">Where to note the times that do not go out as they are; null for nowhere.</param>
    /// <returns>False when the scanner was stopped.</returns>
    public bool TrySkip(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, RecordPieces? cut)
    {
        var start = scanner.At;
        var first = scanner.Next;
        if (first == '{' && Members.Count > 0)
        {
            return TrySkipObject(ref scanner, violation, cut);
        }

        if (first == '[' && Items is not null)
        {
            return TrySkipArray(ref scanner, violation, cut);
        }

        if (!scanner.SkipValue())
        {
            return false;
        }

        var kind = first switch
        {
            (byte)'"' => JsonKinds.String,
            (byte)'n' => JsonKinds.Null,
            (byte)'t' or (byte)'f' => JsonKinds.Boolean,
            (byte)'{' => JsonKinds.Object,
            (byte)'[' => JsonKinds.Array,
            _ => scanner.IsWholeNumber ? JsonKinds.Integer : JsonKinds.Number,
        };
        var isTime = IsTime && kind == JsonKinds.String;
        if (violation is not null && ((Kinds & kind) == 0 || (isTime && !DateTimeText.IsTime(scanner.Text(start)[1..^1]))))
        {
            violation(this, scanner.Text(start));
        }

        if (isTime)
        {
            cut?.Normalise(scanner.Text(start)[1..^1], start + 1);
        }

        return true;
    }

    private bool TrySkipObject(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, RecordPieces? cut)
    {
        var start = scanner.At++;
        var (isFirst, place) = (true, 0);
        while (scanner.NextMember(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                ReportUnless(JsonKinds.Object, scanner.Text(start), violation);
                return true;
            }

            if (!(Members.TryFind(scanner, ref place, out var member) ? member.TrySkip(ref scanner, violation, cut) : scanner.SkipValue()))
            {
                return false;
            }
        }

        return false;
    }

    private bool TrySkipArray(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, RecordPieces? cut)
    {
        var start = scanner.At++;
        var isFirst = true;
        while (scanner.NextElement(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                ReportUnless(JsonKinds.Array, scanner.Text(start), violation);
                return true;
            }

            if (!Items!.TrySkip(ref scanner, violation, cut))
            {
                return false;
            }
        }

        return false;
    }

    private void ReportUnless(JsonKinds kind, ReadOnlySpan<byte> value, SchemaViolationHandler? violation)
    {
        if ((Kinds & kind) == 0)
        {
            violation?.Invoke(this, value);
        }
    }

    private static JsonKinds KindsOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return JsonKinds.Any;
        }

        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Aggregate(JsonKinds.None, (kinds, each) => kinds | KindOf(each.GetString()))
            : KindOf(type.GetString());
    }

    private static JsonKinds KindOf(string? name) => name switch
    {
        "null" => JsonKinds.Null,
        "boolean" => JsonKinds.Boolean,
        "string" => JsonKinds.String,
        "object" => JsonKinds.Object,
        "array" => JsonKinds.Array,
        "integer" => JsonKinds.Integer,
        "number" => JsonKinds.Integer | JsonKinds.Number,
        _ => throw new NotSupportedException($"a schema uses the type {name}, which is none of JSON Schema's"),
    };
}
