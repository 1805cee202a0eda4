using Dixa.Connector.Api;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>The ways to come by the parents of a <see cref="ChildStream"/>, which are few enough to hold.</summary>
public static class Parents
{
    /// <summary>The rows of a list.</summary>
    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Listed(
        Func<IDixaApi, CancellationToken, Task<HttpResponseMessage>> first, RecordSelector? place = null) =>
        async (sync, cancellationToken) =>
        {
            var parents = new List<Parent>();
            var ids = new HashSet<string>();
            await new Paginator(first).RunAsync(
                sync,
                $"{sync.Definition.Name}: parents",
                start: null,
                async (body, ct) =>
                {
                    // Nothing of a page counts before it has come whole: the row of a broken one may be wrong.
                    var page = new List<Parent>();
                    using var reader = new JsonArrayReader(body.HoldWhole(), place ?? RecordSelector.Data, RecordKeys.None);
                    while (await reader.ReadMoreAsync(ct))
                    {
                        while (reader.TryRead(out var record))
                        {
                            page.Add(new Parent(RowId.Of(record.Json), record.Json.ToArray()));
                        }
                    }

                    reader.RequireWhole();
                    parents.AddRange(page.Where(parent => ids.Add(parent.Id)));
                    return reader.NextPage;
                },
                () => parents.Count,
                _ => ValueTask.CompletedTask,
                cancellationToken);
            return parents;
        };

    /// <summary>Names that are known beforehand.</summary>
    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Known(params IEnumerable<string> names) =>
        (_, _) => Task.FromResult<IReadOnlyList<Parent>>([.. names.Select(name => new Parent(name, default))]);
}
