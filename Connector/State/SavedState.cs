using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>A stream's state from an earlier sync.</summary>
/// <param name="Stream">The stream's name, for errors.</param>
/// <param name="Given">The state object as it was given; null without one.</param>
public sealed record SavedState(string Stream, JsonElement? Given)
{
    /// <summary>Whether the sync is incremental; otherwise it is a full refresh.</summary>
    public bool IsIncremental { get; init; } = true;

    /// <summary>The name of the cursor, for a stream that has one. A full refresh uses it to recognise and ignore the state of an incremental sync.</summary>
    public string? CursorName { get; init; }

    /// <summary>The state to resume from; null if the stream has to be read from its beginning.</summary>
    public JsonElement? Resumable => Given is { } given && !FullRefreshComplete.IsIn(given) && given.EnumerateMembers().Any() ? given : null;

    public JsonElement? Member(string name) => Resumable?.Member(name);

    /// <summary>The string that a full refresh resumes from; null if it starts at the beginning.</summary>
    /// <param name="what">What the string should be, for the error.</param>
    /// <exception cref="ConnectorException">The member is not a string, or the state has only other members.</exception>
    public string? Text(string name, string what)
    {
        if (Resumable is not { } state || (CursorName is not null && state.Member(CursorName) is not null))
        {
            return null;
        }

        if (!state.TryGetProperty(name, out var value))
        {
            throw Error($"it has no \"{name}\"");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => throw Error($"its \"{name}\" is {value.GetRawText()}, not {what}"),
        };
    }

    /// <summary>An integer that belongs to a member.</summary>
    /// <param name="member">The member's name, for the error.</param>
    /// <exception cref="ConnectorException">The value is absent or not a 64-bit integer.</exception>
    public long Number(JsonElement? value, string member) => value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var read)
        ? read
        : throw Error($"its \"{member}\" is not what this connector writes");

    /// <summary>An error that names the state and says what is wrong with it.</summary>
    /// <remarks>
    /// One rule for all streams. A cursor decides what is read at all, so the user has to correct one that can't be used. The state of
    /// a full refresh only saves work: if it can't be used, the sync logs a warning and reads the stream from its beginning.
    /// </remarks>
    public ConnectorException Error(string what) => new(
        FailureKind.Config,
        $"The state of the stream \"{Stream}\" can't be used: {what}. "
        + (IsIncremental ? "Give the state of an earlier sync, or reset this stream to read it from the beginning." : "The full refresh starts again at the beginning; nothing is lost."),
        Given?.GetRawText());
}
