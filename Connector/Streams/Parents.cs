using Dixa.Connector.Api;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>Finds the parents of a <see cref="ChildStream"/>. They are few enough to hold in memory.</summary>
public static class Parents
{
    /// <summary>The rows of a list.</summary>
    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Listed(
        Func<IDixaApi, CancellationToken, Task<HttpResponseMessage>> first, RecordSelector? selector = null) =>
        async (sync, cancellationToken) =>
        {
            var parents = new List<Parent>();
            var ids = new HashSet<string>();
            await new Paginator(first).RunAsync(
                sync,
                $"{sync.Definition.Name}: parents",
                start: null,
                async (response, ct) =>
                {
                    // A page counts only once it is complete: a response that breaks off may contain a wrong row.
                    var page = new List<Parent>();
                    using var reader = new JsonArrayReader(response.Body.HoldWhole(), selector ?? RecordSelector.Data, RecordShape.None);
                    var next = await reader.ReadAllAsync(
                        (in JsonRecord record) => page.Add(new Parent(RowId.Of(record.Json), record.Json.ToArray(), record.Changes)), ct);
                    parents.AddRange(page.Where(parent => ids.Add(parent.Id)));
                    return next;
                },
                () => parents.Count,
                _ => ValueTask.CompletedTask,
                cancellationToken);
            return parents;
        };

    /// <summary>Names that are known in advance.</summary>
    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Known(params IEnumerable<string> names) =>
        (_, _) => Task.FromResult<IReadOnlyList<Parent>>([.. names.Select(name => new Parent(name, default))]);
}
