using System.Text.Json;
using Dixa.Simulator.Access;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.DixaApi.Activities;
using Dixa.Simulator.Exports;
using Dixa.Simulator.Http;
using Dixa.Simulator.Recording;

namespace Dixa.Simulator.Playback;

/// <summary>What a recording serves: the two exports and the activity log by time, and everything else as it was answered.</summary>
public static class PlaybackTable
{
    public static IEnumerable<Resource> Of(PlayedBack recording) =>
    [
        Guarded(recording, RecordedLayout.Conversations, Export(recording, RecordedLayout.Conversations)),
        Guarded(recording, RecordedLayout.Messages, Export(recording, RecordedLayout.Messages)),
        Guarded(recording, RecordedLayout.Activities, Log(recording)),
        new(Surface.DixaApi, "/v1/{**path}", call => AnswerAsync(call, recording)) { Methods = ["GET", "POST"] },
    ];

    /// <summary>Answers as the account did where it never gave out rows: with its error, or not at all.</summary>
    private static Resource Guarded(PlayedBack recording, RecordedTable table, Resource resource) => resource with
    {
        AnswerAsync = call => recording.Answers.Find("GET", table.Path, [], null) is { } answer
            ? answer.IsSuccess ? resource.AnswerAsync(call) : WriteAsync(call, recording, answer)
            : recording.Rows(table).Count > 0 ? resource.AnswerAsync(call)
            : throw RefusalException.NotFound(),
    };

    private static Resource Export(PlayedBack recording, RecordedTable table) => new(Surface.Exports, table.Path, call =>
    {
        var (query, bounds, rows) = (ExportQuery.Parse(call.Query, call.Options.Unknowns), call.Settings.Bounds, recording.Rows(table));
        if (table == RecordedLayout.Messages && !query.IsOfMessages(call.Options.Unknowns))
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, MessageExport.OtherFilters);
        }

        var selected = rows.All.Where(row =>
            (query.Ids is null || (row.Id is { } id && query.Ids.Contains(id))) && query.TimeBounds.All(bound => bound.Admits(row.TimeOf(bound.Field), bounds)));
        return JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, body =>
            body.WriteArrayAsync(selected, (json, row) => json.WriteRawValue(rows.Read(row), skipInputValidation: true)));
    });

    private static Resource Log(PlayedBack recording)
    {
        var rows = recording.Rows(RecordedLayout.Activities);
        return Answers.Pages(RecordedLayout.Activities.Path, Select, Write, options => options.MaxActivityLogPageLimit);

        IReadOnlyList<RecordedRow> Select(ApiCall call)
        {
            var (span, bounds) = (ActivitySpan.Parse(call.Query), call.Settings.Bounds);
            return [.. rows.All.Where(row => (row.ActivityAtMs ?? row.AtMs) is { } ms && span.Admits(ms, bounds))];
        }

        void Write(Utf8JsonWriter json, RecordedRow row) => json.WriteRawValue(rows.Read(row), skipInputValidation: true);
    }

    private static async Task AnswerAsync(ApiCall call, PlayedBack recording)
    {
        var request = call.Http.Request;
        var posted = request.Method == HttpMethods.Post ? await ReadPostAsync(call) : null;
        var query = request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        var answer = recording.Answers.Find(request.Method, request.Path.ToString(), query, posted) ?? throw RefusalException.NotFound();
        await WriteAsync(call, recording, answer);
    }

    private static async Task WriteAsync(ApiCall call, PlayedBack recording, RecordedAnswer answer)
    {
        var response = call.Http.Response;
        response.StatusCode = answer.Status;
        if (answer.Form == BodyForm.None)
        {
            return;
        }

        var body = recording.Answers.Read(answer);
        if (answer.Form == BodyForm.Body)
        {
            response.ContentType = "application/json";
            await response.Body.WriteAsync(body, call.Http.RequestAborted);
            return;
        }

        response.ContentType = answer.Form == BodyForm.Html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        await response.WriteAsync(JsonSerializer.Deserialize<string>(body)!, call.Http.RequestAborted);
    }

    private static async Task<string> ReadPostAsync(ApiCall call)
    {
        using var body = new MemoryStream();
        await call.Http.Request.Body.CopyToAsync(body, call.Http.RequestAborted);
        try
        {
            return RecordedAnswers.Compact(body.ToArray());
        }
        catch (JsonException)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, "Decoding failure in request");
        }
    }
}
