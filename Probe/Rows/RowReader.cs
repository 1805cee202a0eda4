using System.Text.Json;
using Dixa.Connector.Json;
using Dixa.Connector.Streams;

namespace Dixa.Probe.Rows;

/// <summary>Reads the rows of a response as the connector does, counts their fields, and hands each on.</summary>
public sealed class RowReader(StreamDefinition stream, FieldCensus census)
{
    /// <summary>Without a cursor of its own, so that the cursor is held against its schema like the other fields.</summary>
    private readonly RecordShape _shape = new([.. stream.PrimaryKey.Except(stream.AddedKeys)], cursor: null, stream.Type, stream.Secret);

    /// <returns>The link to the next page, if there is one.</returns>
    /// <exception cref="JsonException">The body is not what it should be.</exception>
    public async Task<string?> ReadAsync(Stream body, RecordSelector selector, Action<JsonElement> each, CancellationToken cancellationToken)
    {
        using var reader = new JsonArrayReader(body, selector, _shape, census.AddViolation);
        return await reader.ReadAllAsync(
            (in JsonRecord record) =>
            {
                using var row = JsonDocument.Parse(record.Json.ToArray());
                census.Add(row.RootElement);
                each(row.RootElement);
            },
            cancellationToken);
    }
}
