using System.Text;
using System.Text.Encodings.Web;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Rows that hang on the rows of a small list: read in full, parent by parent, several at once. The last parent is the checkpoint.</summary>
/// <param name="parents">Comes by the parents.</param>
/// <param name="request">Asks for what hangs on a parent, by the parent's id.</param>
public sealed class ChildStream(
    Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> parents,
    Func<IDixaApi, string, CancellationToken, Task<HttpResponseMessage>> request) : StreamKind
{
    public override bool IsIncremental => false;

    public override bool FansOut => true;

    /// <summary>Where an answer has its rows, and what is added to those of that place.</summary>
    public IReadOnlyList<(RecordSelector Selector, Func<Parent, string> Added)> Parts { get; init; } = [(RecordSelector.Data, _ => "")];

    /// <summary>Set when a row is the parent's own with the answer's object as this member.</summary>
    public string? MemberOfParent { get; init; }

    /// <summary>Where the answer has that object.</summary>
    public RecordSelector MemberSelector { get; init; } = RecordSelector.One;

    /// <summary>A member for <see cref="Parts"/>, as JSON.</summary>
    public static string Member(string name, string value) => $"\"{name}\":\"{JavaScriptEncoder.Default.Encode(value)}\"";

    public override void CheckState(StreamSync sync) => ParentCheckpoint.Parse(sync.State);

    public override async Task ReadAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var checkpoint = ParentCheckpoint.Parse(sync.State);
        sync.Output.SetCheckpoint(checkpoint);
        var skipped = 0;
        var all = await sync.WhileAliveAsync(parents(sync, cancellationToken), cancellationToken);

        if (MemberOfParent is { } member && sync.Configured.Columns is { } columns && !columns.Contains(member))
        {
            await WriteParentsAsync(sync, all, cancellationToken);
            return;
        }

        // A read can't resume after a parent that has disappeared from the list: then all are read again.
        var done = all.TakeWhile(parent => parent.Id != checkpoint.LastParent).Count() + 1;
        await FanOut.RunAsync(
            done > all.Count ? all : all.Skip(done),
            (parent, ct) => RecordBatch.FetchAsync(
                sync, parent.Id, ask => request(sync.Client.DixaApi, parent.Id, ask), (batch, body, read) => ReadAsync(sync, batch, body, parent, read), ct),
            sync.WhileAliveAsync,
            async (parent, batch) =>
            {
                skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken);
                checkpoint = checkpoint.AdvanceTo(parent.Id);
                sync.Output.WriteState(checkpoint);
                await sync.Output.FlushAsync(cancellationToken);
            },
            cancellationToken);
        sync.LogSkipped(skipped);
        sync.Output.WriteState(FullRefreshComplete.Instance);
    }

    /// <summary>The rows without what would take a request each.</summary>
    private static async Task WriteParentsAsync(StreamSync sync, IReadOnlyList<Parent> all, CancellationToken cancellationToken)
    {
        foreach (var parent in all)
        {
            sync.Output.AppendRecord(parent.Json.Span, added: default, changes: []);
        }

        sync.Output.WriteState(FullRefreshComplete.Instance);
        await sync.Output.FlushAsync(cancellationToken);
    }

    private async ValueTask ReadAsync(StreamSync sync, RecordBatch batch, Stream body, Parent parent, CancellationToken cancellationToken)
    {
        if (MemberOfParent is not null)
        {
            var member = await ReadMemberAsync(body, MemberOfParent, cancellationToken);
            batch.Add(parent.Json.Span, member, []);
            return;
        }

        if (Parts is [var only])
        {
            var members = Encoding.UTF8.GetBytes(only.Added(parent));
            await batch.AddAsync(sync, body, only.Selector, (in JsonRecord _) => members, cancellationToken);
            return;
        }

        // Each place is a pass over the answer, which is held whole for it.
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, cancellationToken);
        foreach (var (place, added) in Parts)
        {
            whole.Position = 0;
            var members = Encoding.UTF8.GetBytes(added(parent));
            await batch.AddAsync(sync, whole, place, (in JsonRecord _) => members, cancellationToken);
        }
    }

    private async Task<byte[]> ReadMemberAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        return [.. Encoding.UTF8.GetBytes($"\"{name}\":"), .. await RecordBatch.ReadOnlyRecordAsync(body, MemberSelector, cancellationToken)];
    }
}
