using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Schedules of business hours: the rows of a list, each with its definition, which takes another request.</summary>
public sealed class BusinessHoursStream : StreamKind
{
    /// <summary>The member that is added to a row.</summary>
    private const string Definition = "definition";

    private static readonly RecordSelector Schedules = new("data", "schedules") { IsOptional = true };

    private static readonly RecordSelector OneDefinition = new("data", "schedule") { IsSingle = true };

    private static readonly Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Listed = Parents.Listed(Request, Schedules);

    private static readonly ListStream WithoutDefinitions = new(Request) { Selector = Schedules };

    public override bool IsIncremental => false;

    public override void CheckState(StreamSync sync) => ParentCheckpoint.Parse(sync.State);

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) =>
        sync.Configured.Columns?.Contains(Definition) == false
            ? WithoutDefinitions.ReadAsync(sync, cancellationToken)
            : ChildStream.RunAsync(sync, Listed, (schedule, ct) => FetchAsync(sync, schedule, ct), cancellationToken);

    private static Task<HttpResponseMessage> Request(IDixaApi api, CancellationToken cancellationToken) => api.GetBusinessHoursSchedules(cancellationToken);

    private static Task<RecordBatch?> FetchAsync(StreamSync sync, Parent schedule, CancellationToken cancellationToken) => RecordBatch.FetchAsync(
        sync,
        schedule.Id,
        (api, ct) => api.GetBusinessHoursDefinition(schedule.Id, ct),
        async (batch, body, ct) =>
        {
            var definition = "{}"u8.ToArray();
            var changes = schedule.Changes;
            using var reader = new JsonArrayReader(body, OneDefinition, RecordShape.None);
            await reader.ReadOnlyPageAsync(
                (in JsonRecord record) =>
                {
                    definition = record.Json.ToArray();
                    changes = record.Changes is null ? changes : [.. changes ?? [], FieldChange.OfBrokenText(Definition)];
                },
                ct);

            // Join both into one row and read it like the rows of any stream.
            byte[] row = [.. "{\"data\":{\"definition\":"u8, .. definition, .. ","u8, .. schedule.Json.Span[1..], .. "}"u8];
            using var rows = sync.CreateReader(new MemoryStream(row), RecordSelector.One);
            await rows.ReadOnlyPageAsync((in JsonRecord record) => batch.Add(record with { Changes = changes }, added: default), ct);
        },
        cancellationToken);
}
