using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dixa.Simulator.Http;

/// <summary>A JSON answer written as it is made: waits for the client, and holds no more than the row at hand.</summary>
public sealed class JsonBody
{
    private const int FlushBytes = 32 * 1024;

    private readonly PipeWriter _pipe;
    private readonly CancellationToken _aborted;

    private JsonBody(HttpContext context, Utf8JsonWriter json)
    {
        _pipe = context.Response.BodyWriter;
        _aborted = context.RequestAborted;
        Json = json;
    }

    public Utf8JsonWriter Json { get; }

    public static async Task WriteAsync(HttpContext context, bool escapeUnicode, Func<JsonBody, Task> write)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions
        {
            Encoder = escapeUnicode ? JavaScriptEncoder.Default : PlainJsonEncoder.Instance,
        });
        var body = new JsonBody(context, json);
        await write(body);
        await body.FlushAsync();
    }

    public async Task WriteArrayAsync<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        Json.WriteStartArray();
        foreach (var row in rows)
        {
            write(Json, row);
            if (Json.BytesPending + _pipe.UnflushedBytes > FlushBytes)
            {
                await FlushAsync();
            }
        }

        Json.WriteEndArray();
    }

    private async Task FlushAsync()
    {
        await Json.FlushAsync(_aborted);
        await _pipe.FlushAsync(_aborted);
    }
}
