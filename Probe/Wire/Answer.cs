namespace Dixa.Probe.Wire;

/// <summary>What a response shows besides its rows; nothing in it is anybody's data.</summary>
public sealed record Answer
{
    public required string Host { get; init; }

    public required int Status { get; init; }

    /// <summary>The names of its headers, in small letters and in order.</summary>
    public required IReadOnlyList<string> HeaderNames { get; init; }

    /// <summary>The host's time, in whole seconds.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When the request went, by the clock here.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The time until the headers came.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Whether the body was compressed.</summary>
    public bool IsGzip { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The form of a body that is not read as rows: <see cref="BodyForm"/>.</summary>
    public string? Form { get; init; }

    public bool IsOk => Status == 200;

    /// <summary>The host's time when it was asked, or a little earlier; the time here if it says none.</summary>
    public DateTimeOffset AskedAt => Date ?? SentAt;
}
