using System.Text.Json;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.State;

/// <summary>What an earlier sync left for a stream.</summary>
/// <param name="Stream">The stream's name, for errors.</param>
/// <param name="Given">The state object as it was given; null for none.</param>
public sealed record SavedState(string Stream, JsonElement? Given)
{
    /// <summary>The members to resume from; null when the stream has to be read from its beginning.</summary>
    public JsonElement? Resumable => Given is { } given && !FullRefreshComplete.IsIn(given) && given.EnumerateMembers().Any() ? given : null;

    public JsonElement? Member(string name) => Resumable?.Member(name);

    /// <summary>A member's text; null when it is absent.</summary>
    /// <param name="what">What the text should be, for the error.</param>
    /// <exception cref="ConnectorException">The member is something else than text.</exception>
    public string? Text(string name, string what) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw Error($"its \"{name}\" is {other.GetRawText()}, not {what}"),
    };

    /// <summary>An integer that belongs to a member.</summary>
    /// <param name="member">The member's name, for the error.</param>
    /// <exception cref="ConnectorException">The value is absent or no integer of 64 bits.</exception>
    public long Number(JsonElement? value, string member) => value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var read)
        ? read
        : throw Error($"its \"{member}\" is not what this connector writes");

    /// <summary>An error that names the state and says what is wrong with it.</summary>
    public ConnectorException Error(string what) => new(
        FailureKind.Config,
        $"The state of the stream \"{Stream}\" can't be used: {what}. Give the state of an earlier sync, or reset this stream to read it from the beginning.",
        Given?.GetRawText());
}
