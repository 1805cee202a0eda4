using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Dixa.Simulator.Recording;

/// <summary>The directory that a recorder writes to. It can be played back at any time, also after the recorder was killed.</summary>
public sealed class RecordingDirectory : IDisposable
{
    private readonly string _path;
    private readonly DateTimeOffset _startedAt;
    private readonly RecorderOptions _options;

    private RecordingDirectory(RecorderOptions options, DateTimeOffset startedAt)
    {
        (_options, _path, _startedAt) = (options, options.To, startedAt);
        Answers = new LineFile(Path.Combine(_path, RecordedLayout.Answers));
        Rows = RecordedLayout.Tables.ToFrozenDictionary(table => table, table => new LineFile(Path.Combine(_path, table.File)));
    }

    public LineFile Answers { get; }

    public FrozenDictionary<RecordedTable, LineFile> Rows { get; }

    /// <summary>Creates the directory, or takes an empty one, or with `--force` one that has nothing but a recording.</summary>
    public static RecordingDirectory Create(RecorderOptions options, DateTimeOffset now)
    {
        if (File.Exists(options.To))
        {
            throw new RecordingException($"{options.To} is a file; --to needs a directory.");
        }

        Clear(options);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(options.To);
        }
        else
        {
            Directory.CreateDirectory(options.To, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var directory = new RecordingDirectory(options, now);
        directory.WriteManifest(null);
        return directory;
    }

    /// <summary>Writes the manifest anew, with the counts of a recording that has ended.</summary>
    public void WriteManifest(RecordingCounts? counts)
    {
        var manifest = new RecordingManifest(
            RecordedLayout.Format,
            RecordedLayout.Version,
            _startedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            KindOf(_options.DixaUrl, RecorderOptions.DefaultDixaUrl),
            KindOf(_options.ExportsUrl, RecorderOptions.DefaultExportsUrl),
            counts is not null,
            counts);

        // Renamed into its place, so that a kill leaves the whole old one or the whole new one.
        var written = Path.Combine(_path, RecordedLayout.Manifest + ".new");
        File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(manifest, RecordingManifest.Readable));
        File.Move(written, Path.Combine(_path, RecordedLayout.Manifest), overwrite: true);
    }

    public void Dispose()
    {
        Answers.Dispose();
        foreach (var file in Rows.Values)
        {
            file.Dispose();
        }
    }

    private static string KindOf(Uri url, Uri dixas) => url == dixas ? "dixa" : "another";

    private static void Clear(RecorderOptions options)
    {
        var present = Directory.Exists(options.To) ? Directory.GetFileSystemEntries(options.To).Select(entry => Path.GetFileName(entry)!).ToArray() : [];
        if (present.Length == 0)
        {
            return;
        }

        if (!options.Force)
        {
            throw new RecordingException($"{options.To} is not empty. Name another directory, or let --force delete the recording in it; one can't be continued, since its key is gone.");
        }

        if (present.Except([.. RecordedLayout.Files, RecordedLayout.Manifest + ".new"]).FirstOrDefault() is { } foreign)
        {
            throw new RecordingException($"{options.To} has {foreign}, which is no part of a recording, so --force deletes nothing. Name another directory.");
        }

        foreach (var name in present)
        {
            File.Delete(Path.Combine(options.To, name));
        }
    }
}
