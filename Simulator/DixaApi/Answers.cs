using System.Text.Json;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>The kinds of answer of the Dixa API, all but one in a `data` envelope.</summary>
public static class Answers
{
    /// <summary>One object, or 404.</summary>
    public static Resource One<T>(string path, Func<ApiCall, T?> find, Action<Utf8JsonWriter, T> write)
        where T : class =>
        new(Surface.DixaApi, path, call =>
        {
            var row = find(call) ?? throw RefusalException.NotFound();
            return WriteAsync(call, body =>
            {
                write(body.Json, row);
                return Task.CompletedTask;
            });
        });

    /// <summary>A whole list at once, or 404 for the list of something that there isn't.</summary>
    public static Resource List<T>(string path, Func<ApiCall, IEnumerable<T>?> select, Action<Utf8JsonWriter, T> write) =>
        new(Surface.DixaApi, path, call =>
        {
            var rows = select(call) ?? throw RefusalException.NotFound();
            return WriteAsync(call, body => body.WriteArrayAsync(rows, write));
        });

    /// <summary>A whole list at once, without the envelope.</summary>
    public static Resource BareList<T>(string path, Func<ApiCall, IEnumerable<T>> select, Action<Utf8JsonWriter, T> write) =>
        new(Surface.DixaApi, path, call =>
        {
            var rows = select(call);
            return JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, body => body.WriteArrayAsync(rows, write));
        });

    /// <summary>A list page by page; without a most of its own, a page has up to as many rows as others.</summary>
    public static Resource Pages<T>(
        string path, Func<ApiCall, IReadOnlyList<T>> select, Action<Utf8JsonWriter, T> write, Func<SimulatorOptions, int>? most = null) =>
        new(Surface.DixaApi, path, call =>
        {
            call.Settings.PageKeys.Use(call.Query, call.NowMs);
            var self = PageKey.Read(call.Query, call.Options.DefaultPageLimit, most?.Invoke(call.Options) ?? call.Options.MaxPageLimit);
            self = self with { Limit = Math.Min(self.Limit, call.Options.RowsPerPage ?? self.Limit) };
            var rows = select(call with { Query = self.Query });
            var links = PageLinks.Of(call.Http.Request.Path, self, rows.Count) with { KeysOnTop = call.Options.Unknowns.AnalyticsKeysOnTop && path.StartsWith("/v1/analytics", StringComparison.Ordinal) };
            call.Settings.PageKeys.Issue(links, call.NowMs);
            links = call.Http.Features.Get<PageFault>()?.Twist(links) ?? links;
            var first = (int)Math.Min(self.Offset, rows.Count);
            var page = links.HidesRows ? [] : Enumerable.Range(first, Math.Min(self.Limit, rows.Count - first)).Select(index => rows[index]);
            return WriteAsync(call, body => body.WriteArrayAsync(page, write), links);
        });

    private static Task WriteAsync(ApiCall call, Func<JsonBody, Task> writeData, PageLinks? links = null) =>
        JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, async body =>
        {
            body.Json.WriteStartObject();
            body.Json.WritePropertyName("data"u8);
            await writeData(body);
            links?.Write(body.Json);
            body.Json.WriteEndObject();
        });
}
