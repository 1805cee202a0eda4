using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Dixa.Simulator.Http;
using Dixa.Simulator.Recording.Replacement;
using Microsoft.AspNetCore.WebUtilities;

namespace Dixa.Simulator.Recording;

/// <summary>Writes answers into the recording as they pass. What can't be recorded is counted, and disturbs nobody.</summary>
public sealed class AnswerRecorder(RecordingDirectory directory, Replacements replacements, RecordingLimits limits, RecordingTally tally)
{
    private const int LongestPage = 64 * 1024;

    private readonly HashSet<RecordedTable> _answered = [];

    /// <summary>Reads a body to its end, unless it turns out that it can't be recorded.</summary>
    public async Task RecordAsync(RelayedAnswer answer, Stream body)
    {
        tally.AddRequest();
        try
        {
            if (answer.IsPassing)
            {
                throw new UnrecordableException($"It has the status {(int)answer.Status}, which comes and goes.");
            }

            await using var plain = ContentDecoding.Decode(body, answer.Encodings);
            var table = answer.IsSuccess ? answer.Table : null;
            await (table is null ? RecordWholeAsync(answer, plain) : RecordRowsAsync(answer, table, plain));
        }
        catch (Exception failure) when (failure is UnrecordableException or JsonException or InvalidDataException or BrokenBodyException)
        {
            tally.AddUnrecorded(failure.Message);
        }
        catch (IOException failure)
        {
            // A full disk, most likely: the rest of the recording would have holes.
            tally.Fail(failure);
        }
    }

    private async Task RecordRowsAsync(RelayedAnswer answer, RecordedTable table, Stream body)
    {
        var (file, fromMs) = (directory.Rows[table], LowerBoundOf(answer));
        using var lines = new AnswerLines(replacements, table, limits, Begin, End, line =>
        {
            file.Add(line);
            tally.AddRow();
        });
        try
        {
            await ReadAsync(lines, body);
            MarkAnswered(table, lines);
        }
        finally
        {
            file.Flush();
        }

        static void Begin(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WritePropertyName("row"u8);
        }

        void End(Utf8JsonWriter json, bool hasTime)
        {
            if (!hasTime && fromMs is { } ms)
            {
                // Dixa gave it out for this span, so it is played back for this span.
                json.WriteNumber("at"u8, ms);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>An answer without rows is one as well: the account has none there.</summary>
    private void MarkAnswered(RecordedTable table, AnswerLines lines)
    {
        if (!lines.HasRows)
        {
            throw new UnrecordableException("It has no array where its rows should be.");
        }

        lock (_answered)
        {
            if (_answered.Add(table))
            {
                AddAnswer(json =>
                {
                    WriteRequest(json, "GET", table.Path, null, 200);
                    json.WriteEndObject();
                });
            }
        }
    }

    private async Task RecordWholeAsync(RelayedAnswer answer, Stream body)
    {
        var target = answer.Table?.Path ?? TargetReplacement.Replace(answer.Target, replacements);
        var posted = answer.Posted is null ? null
            : NestedJson.TryReplace(answer.Posted, replacements, 1) ?? throw new UnrecordableException("What was posted is no JSON.");
        await using var start = new StartOfBodyStream(body, LongestPage);
        using var lines = new AnswerLines(replacements, null, limits, Begin, (json, _) => json.WriteEndObject(), directory.Answers.Add);
        try
        {
            await ReadAsync(lines, start);
            tally.AddAnswer();
        }
        catch (JsonException) when (!answer.IsSuccess || start.Length == 0)
        {
            AddText(answer, target, posted, Encoding.UTF8.GetString(start.Bytes));
        }
        finally
        {
            directory.Answers.Flush();
        }

        void Begin(Utf8JsonWriter json)
        {
            WriteRequest(json, answer.Method, target, posted, (int)answer.Status);
            json.WritePropertyName("body"u8);
        }
    }

    /// <summary>Nothing, or a page of some gateway.</summary>
    private void AddText(RelayedAnswer answer, string target, string? posted, string text)
    {
        AddAnswer(json =>
        {
            WriteRequest(json, answer.Method, target, posted, (int)answer.Status);
            if (text.Length > 0)
            {
                json.WriteString(answer.IsHtml ? "html"u8 : "text"u8, replacements.Text("message", text));
            }

            json.WriteEndObject();
        });
        tally.AddAnswer();
    }

    private void AddAnswer(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
        {
            write(json);
        }

        directory.Answers.Add(line.ToArray());
        directory.Answers.Flush();
    }

    private static void WriteRequest(Utf8JsonWriter json, string method, string target, string? posted, int status)
    {
        json.WriteStartObject();
        json.WriteString("method"u8, method);
        json.WriteString("target"u8, target);
        if (posted is not null)
        {
            json.WritePropertyName("posted"u8);
            json.WriteRawValue(posted, skipInputValidation: true);
        }

        json.WriteNumber("status"u8, status);
    }

    private async Task ReadAsync(AnswerLines lines, Stream body)
    {
        var pipe = PipeReader.Create(body);
        var total = 0L;
        while (true)
        {
            var read = await pipe.ReadAsync();
            var consumed = lines.Read(read.Buffer, read.IsCompleted);
            var used = read.Buffer.Slice(0, consumed).Length;
            total += used;
            if (total > limits.AnswerBytes || read.Buffer.Length - used > limits.HeldBytes)
            {
                throw new UnrecordableException($"It is larger than {limits.AnswerBytes:N0} bytes, or a text in it than {limits.HeldBytes:N0}.");
            }

            pipe.AdvanceTo(consumed, read.Buffer.End);
            if (read.IsCompleted)
            {
                await pipe.CompleteAsync();
                return;
            }
        }
    }

    private static long? LowerBoundOf(RelayedAnswer answer)
    {
        var query = QueryHelpers.ParseQuery(answer.Target.Split('?', 2) is [_, var text] ? text : "");
        var bound = query.FirstOrDefault(pair => pair.Key == "fromDatetime" || pair.Key.EndsWith("_after", StringComparison.Ordinal)).Value.ToString();
        return long.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms
            : DateTimeOffset.TryParse(bound, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeMilliseconds()
            : null;
    }
}
