using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Dixa.Simulator.Playback;

/// <summary>Whole answers by what was asked. Of several the last success stays, or the last error where nothing succeeded.</summary>
public sealed class RecordedAnswers : IDisposable
{
    private const string PageLimit = "pageLimit";

    private readonly Dictionary<string, RecordedAnswer> _answers = new(StringComparer.Ordinal);
    private readonly RecordedLines _lines;

    public RecordedAnswers(string path) => _lines = new RecordedLines(path, Add);

    public int Count => _answers.Count;

    public string? TornLine => _lines.TornLine;

    /// <summary>The answer to a request; a page is as long as it was recorded, however many rows are asked for.</summary>
    public RecordedAnswer? Find(string method, string path, IEnumerable<KeyValuePair<string, string>> query, string? posted) =>
        _answers.TryGetValue(KeyOf(method, path, query, posted), out var answer) ? answer : null;

    public byte[] Read(RecordedAnswer answer) => _lines.Read(answer.Offset, answer.Length);

    public void Dispose() => _lines.Dispose();

    /// <summary>Posted JSON without blanks, so that a client may space it as it likes.</summary>
    public static string Compact(ReadOnlyMemory<byte> posted)
    {
        using var json = JsonDocument.Parse(posted);
        return JsonSerializer.Serialize(json.RootElement);
    }

    private static string KeyOf(string method, string path, IEnumerable<KeyValuePair<string, string>> query, string? posted) =>
        $"{method} {path.TrimEnd('/')}?{string.Join('&', query.Where(pair => pair.Key != PageLimit).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))} {posted}";

    private void Add(long offset, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        string? method = null, target = null, posted = null;
        var answer = new RecordedAnswer();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = reader.TokenStartIndex;
            switch (name)
            {
                case "method":
                    method = reader.GetString();
                    break;
                case "target":
                    target = reader.GetString();
                    break;
                case "status":
                    answer = answer with { Status = reader.GetInt32() };
                    break;
                case "posted":
                    reader.Skip();
                    posted = Compact(line[(int)start..(int)reader.BytesConsumed].ToArray());
                    break;
                case "body" or "text" or "html":
                    reader.Skip();
                    answer = answer with { Offset = offset + start, Length = (int)(reader.BytesConsumed - start), Form = Enum.Parse<BodyForm>(name, ignoreCase: true) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read() || method is null || target is null || answer.Status is < 200 or > 599)
        {
            throw new JsonException("It is no answer with its method, target and status.");
        }

        Keep(method, target, posted, answer);
    }

    private void Keep(string method, string target, string? posted, RecordedAnswer answer)
    {
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        var pairs = QueryHelpers.ParseQuery(query).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        var key = KeyOf(method, Uri.UnescapeDataString(path), pairs, posted);
        if (answer.IsSuccess || !_answers.TryGetValue(key, out var present) || !present.IsSuccess)
        {
            _answers[key] = answer;
        }
    }
}

/// <summary>Where an answer's body is in its file.</summary>
public readonly record struct RecordedAnswer(int Status, BodyForm Form, long Offset, int Length)
{
    public bool IsSuccess => Status < 300;
}

/// <summary>How a body was recorded.</summary>
public enum BodyForm
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>As JSON.</summary>
    Body,

    /// <summary>As a text.</summary>
    Text,

    /// <summary>As a text that is HTML.</summary>
    Html,
}
