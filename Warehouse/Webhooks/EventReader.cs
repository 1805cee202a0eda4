using System.Text;
using System.Text.Json;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Reads the body of a delivery into a row of <c>webhook_events</c>, by the rules of all tables: what a column can't hold stands in <c>_extra</c>, and <c>_changes</c> says so.</summary>
/// <param name="rules">What the database can't hold.</param>
public sealed class EventReader(ValueRules rules)
{
    /// <summary>Longer ones are no UUID, and no key of an index.</summary>
    private const int MostIdLength = 200;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly long FirstMoment = (DateTimeOffset.MinValue - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static readonly long LastMoment = (DateTimeOffset.MaxValue - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static readonly TableColumn[] Columns = ColumnsWith(ColumnType.Timestamp);

    /// <summary>For a time that the calendar doesn't have, which goes to <c>_extra</c> then: no text is a boolean.</summary>
    private static readonly TableColumn[] ColumnsWithoutTime = ColumnsWith(ColumnType.Boolean);

    /// <summary>Both databases keep the time as a moment: finer than a microsecond it stands in <c>_extra</c>.</summary>
    private readonly ValueRules _rules = rules with { TimesAreText = false };

    /// <summary>Reads a body.</summary>
    /// <returns>The event; null if the body is no JSON object with an <c>event_id</c>.</returns>
    public WebhookEvent? Read(byte[] body, int length, DateTimeOffset receivedAt) => Read(body, length, receivedAt, Columns);

    private static TableColumn[] ColumnsWith(ColumnType time) =>
    [
        new("event_id", "event_id", ColumnType.Text, IsKey: true),
        new("event_fqn", "event_fqn", ColumnType.Text, IsKey: false),
        new("event_timestamp", "event_timestamp", time, IsKey: false),
        new("data", "data", ColumnType.Json, IsKey: false),
    ];

    private WebhookEvent? Read(byte[] body, int length, DateTimeOffset receivedAt, TableColumn[] columns)
    {
        var row = new RowReader(columns, _rules);
        try
        {
            row.ReadObject(body, 0, length);
        }
        catch (MalformedRecordException)
        {
            return null;
        }

        var cells = row.Cells;
        var time = cells[2];
        if (time.Kind == CellKind.Time && (time.Value < FirstMoment || time.Value > LastMoment))
        {
            return Read(body, length, receivedAt, ColumnsWithoutTime);
        }

        return Text(row, cells[0]) is { Length: > 0 and <= MostIdLength } id
            ? new WebhookEvent(
                id,
                Text(row, cells[1]),
                time.Kind != CellKind.Time ? null : Epoch.AddTicks(time.Value * TimeSpan.TicksPerMicrosecond),
                cells[3].Kind == CellKind.Null ? null : CsidOf(row.Bytes(cells[3])),
                Text(row, cells[3]),
                Text(row, cells[4]),
                Text(row, cells[5]),
                receivedAt)
            : null;
    }

    private static string? Text(RowReader row, in Cell cell) => cell.Kind == CellKind.Null ? null : Encoding.UTF8.GetString(row.Bytes(cell));

    /// <summary>The conversation's id within the data: a whole number, or the text of one.</summary>
    private static long? CsidOf(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, RowReader.ReaderOptions);
        reader.Read();
        return JsonMembers.TryEnter(ref reader, "conversation"u8) && JsonMembers.TryEnter(ref reader, "csid"u8) && reader.TokenType is JsonTokenType.Number or JsonTokenType.String
            && System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out long csid, out var used) && used == reader.ValueSpan.Length
                ? csid
                : null;
    }
}
