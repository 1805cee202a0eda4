using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Where a schema has times: a tree of its members, cut down to those below which there is one.</summary>
public sealed class DateTimePaths
{
    private DateTimePaths(bool isTime, NameTable<DateTimePaths> members, DateTimePaths? items)
    {
        IsTime = isTime;
        Members = members;
        Items = items;
    }

    /// <summary>Whether a string here is a time.</summary>
    public bool IsTime { get; }

    /// <summary>What holds for the members of an object here.</summary>
    public NameTable<DateTimePaths> Members { get; }

    /// <summary>What holds for the elements of an array here; null when there are no times in them.</summary>
    public DateTimePaths? Items { get; }

    /// <summary>Null when there is no time in the schema at all.</summary>
    public static DateTimePaths? Of(JsonElement schema)
    {
        var isTime = schema.TryGetProperty("format", out var format) && format.GetString() == "date-time";
        var items = schema.TryGetProperty("items", out var elements) ? Of(elements) : null;
        var members = new List<(string, DateTimePaths)>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (Of(property.Value) is { } below)
                {
                    members.Add((property.Name, below));
                }
            }
        }

        return isTime || items is not null || members.Count > 0 ? new DateTimePaths(isTime, new(members), items) : null;
    }
}
