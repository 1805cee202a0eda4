using System.Globalization;
using System.Text.Json;
using Dixa.Simulator.Recording;

namespace Dixa.Simulator.Playback;

/// <summary>A recording that was opened: where each answer and row is in its files. The rows themselves stay there.</summary>
public sealed class PlayedBack : IDisposable
{
    private readonly Dictionary<RecordedTable, RecordedRows> _rows = [];

    private PlayedBack(string path)
    {
        Manifest = ReadManifest(path);
        Answers = new RecordedAnswers(Path.Combine(path, RecordedLayout.Answers));
        foreach (var table in RecordedLayout.Tables)
        {
            _rows[table] = new RecordedRows(Path.Combine(path, table.File), table);
        }

        Warnings =
        [
            .. Manifest.HasEnded ? Array.Empty<string>() : ["The recorder was killed: what it had not written yet is missing."],
            .. new[] { Answers.TornLine }.Concat(_rows.Values.Select(rows => rows.TornLine)).OfType<string>(),
        ];
    }

    public RecordingManifest Manifest { get; }

    public RecordedAnswers Answers { get; }

    /// <summary>What whoever plays it back should know.</summary>
    public IReadOnlyList<string> Warnings { get; }

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rows(RecordedLayout.Conversations).Count:N0} conversations, {Rows(RecordedLayout.Messages).Count:N0} messages, {Rows(RecordedLayout.Activities).Count:N0} activities, {Answers.Count:N0} other answers");

    /// <summary>The earliest time of a row.</summary>
    public DateTimeOffset? Start =>
        _rows.Values.Select(rows => rows.FirstMs).Min() is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    public static PlayedBack Open(string path) =>
        Directory.Exists(path) ? new PlayedBack(path)
        : throw new RecordingException($"There is no directory {path}. Make a recording with dixa-simulator record --to {path}.");

    public RecordedRows Rows(RecordedTable table) => _rows[table];

    public void Dispose()
    {
        Answers.Dispose();
        foreach (var rows in _rows.Values)
        {
            rows.Dispose();
        }
    }

    private static RecordingManifest ReadManifest(string path)
    {
        var file = Path.Combine(path, RecordedLayout.Manifest);
        if (!File.Exists(file))
        {
            throw new RecordingException($"{path} has no {RecordedLayout.Manifest}, so it is no recording. Name the directory that dixa-simulator record wrote to.");
        }

        RecordingManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<RecordingManifest>(File.ReadAllBytes(file), RecordingManifest.Readable);
        }
        catch (JsonException failure)
        {
            throw new RecordingException($"{file} is damaged: {failure.Message} Record anew.", failure);
        }

        return manifest is not { Format: RecordedLayout.Format } ? throw new RecordingException($"{file} is not the manifest of a recording. Name the directory that dixa-simulator record wrote to.")
            : manifest.Version == RecordedLayout.Version ? manifest
            : throw new RecordingException($"{path} is of version {manifest.Version}, and this simulator plays back version {RecordedLayout.Version}. Use the simulator that recorded it, or record anew.");
    }
}
