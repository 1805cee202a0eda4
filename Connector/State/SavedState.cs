using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>What an earlier sync left for a stream.</summary>
/// <param name="Stream">The stream's name, for errors.</param>
/// <param name="Given">The state object as it was given; null for none.</param>
public sealed record SavedState(string Stream, JsonElement? Given)
{
    /// <summary>Whether the sync goes on by a cursor; else it is a full refresh.</summary>
    public bool IsIncremental { get; init; } = true;

    /// <summary>The cursor of a stream that can be read by one. A full refresh finds it in the states of incremental syncs, which are none of its business.</summary>
    public string? CursorName { get; init; }

    /// <summary>The members to resume from; null when the stream has to be read from its beginning.</summary>
    public JsonElement? Resumable => Given is { } given && !FullRefreshComplete.IsIn(given) && given.EnumerateMembers().Any() ? given : null;

    public JsonElement? Member(string name) => Resumable?.Member(name);

    /// <summary>The text that a full refresh resumes from; null for one that begins.</summary>
    /// <param name="what">What the text should be, for the error.</param>
    /// <exception cref="ConnectorException">The member is something else than text, or there are only others.</exception>
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
    /// <exception cref="ConnectorException">The value is absent or no integer of 64 bits.</exception>
    public long Number(JsonElement? value, string member) => value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var read)
        ? read
        : throw Error($"its \"{member}\" is not what this connector writes");

    /// <summary>An error that names the state and says what is wrong with it.</summary>
    /// <remarks>
    /// One rule for all streams: a cursor decides what is read at all, so one that can't be used is for the user to mend. What a full
    /// refresh resumes from only saves work: a sync then reads the stream from its beginning and logs this as a warning.
    /// </remarks>
    public ConnectorException Error(string what) => new(
        FailureKind.Config,
        $"The state of the stream \"{Stream}\" can't be used: {what}. "
        + (IsIncremental ? "Give the state of an earlier sync, or reset this stream to read it from the beginning." : "The full refresh begins anew, by which nothing is lost."),
        Given?.GetRawText());
}
