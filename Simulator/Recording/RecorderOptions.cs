namespace Dixa.Simulator.Recording;

/// <summary>Whom a recorder listens to, whom it asks, and where it writes.</summary>
public sealed record RecorderOptions
{
    public static Uri DefaultDixaUrl { get; } = new("https://dev.dixa.io");

    public static Uri DefaultExportsUrl { get; } = new("https://exports.dixa.io");

    /// <summary>The directory of the recording.</summary>
    public required string To { get; init; }

    /// <summary>Whether a recording that is there already is deleted.</summary>
    public bool Force { get; init; }

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 for a free one.</summary>
    public int Port { get; init; }

    public Uri DixaUrl { get; init; } = DefaultDixaUrl;

    public Uri ExportsUrl { get; init; } = DefaultExportsUrl;

    public RecordingLimits Limits { get; init; } = new();
}

/// <summary>How much of an answer is held or written. What is more reaches the client all the same, and isn't recorded.</summary>
public sealed record RecordingLimits
{
    /// <summary>One row of an export or of the activity log, or the whole of any other answer.</summary>
    public int HeldBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>An answer, unpacked.</summary>
    public long AnswerBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Levels of objects and arrays.</summary>
    public int Depth { get; init; } = 256;
}
