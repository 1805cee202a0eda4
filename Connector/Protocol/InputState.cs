using System.Text.Json;

namespace Dixa.Connector.Protocol;

/// <summary>What earlier syncs left: each stream's state object, by the stream's name.</summary>
/// <remarks>
/// Taken in every shape that platforms send: an array of STREAM states, bare or wrapped in STATE messages, one such message
/// alone, the legacy object that maps a stream's name to its state, and the <c>bookmarks</c> of a Singer tap.
/// </remarks>
public sealed class InputState
{
    private readonly Dictionary<StreamDescriptor, JsonElement> _states = [];

    public static InputState Empty { get; } = new();

    public IEnumerable<StreamDescriptor> Streams => _states.Keys;

    public static InputState Load(string path)
    {
        var state = new InputState();
        var root = JsonInput.Read(path, "--state");
        switch (root.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Array:
                foreach (var message in root.EnumerateArray())
                {
                    state.AddMessage(message);
                }

                break;
            case JsonValueKind.Object when root.Member("type") is { ValueKind: JsonValueKind.String }:
                state.AddMessage(root);
                break;
            case JsonValueKind.Object:
                state.AddLegacy(root);
                break;
            default:
                throw Malformed("it is neither an array of states nor an object");
        }

        return state;
    }

    /// <summary>The stream's state, by name and namespace, or by name alone where a platform has lost the namespace; else the one under another connector's name for it.</summary>
    /// <param name="alias">The name of the stream in another connector; null for none.</param>
    public JsonElement? Find(StreamDescriptor stream, string? alias = null) =>
        Find(stream) ?? (alias is null ? null : Find(stream with { Name = alias }));

    private JsonElement? Find(StreamDescriptor stream)
    {
        if (_states.TryGetValue(stream, out var state))
        {
            return state;
        }

        var sameName = _states.Where(entry => entry.Key.Name == stream.Name && (entry.Key.Namespace is null || stream.Namespace is null)).ToList();
        return sameName.Count == 1 ? sameName[0].Value : null;
    }

    private void AddMessage(JsonElement message)
    {
        if (message.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw Malformed("one of its entries is no object");
        }

        var state = message.Member("state") ?? message;
        if (state.Member("value") is { } singer)
        {
            AddLegacy(singer);
            return;
        }

        switch (state.Text("type"))
        {
            case "GLOBAL":
                throw Malformed("it holds a GLOBAL state, which this source never writes: its states are one per stream");
            case "LEGACY" or null when state.Member("stream") is null:
                if (state.Member("data") is { ValueKind: JsonValueKind.Object } data)
                {
                    AddLegacy(data);
                }
                else if (state.EnumerateMembers().Any())
                {
                    throw Malformed("one of its entries is neither a STREAM state nor a LEGACY one");
                }

                break;
            default:
                AddStream(state);
                break;
        }
    }

    private void AddStream(JsonElement state)
    {
        var descriptor = state.Member("stream")?.Member("stream_descriptor");
        if (descriptor?.Text("name") is not { } name)
        {
            throw Malformed("a STREAM state has no \"stream\".\"stream_descriptor\".\"name\"");
        }

        if (state.Member("stream")?.Member("stream_state") is { } value)
        {
            _states[new StreamDescriptor(name, descriptor.Value.Text("namespace"))] = value;
        }
    }

    private void AddLegacy(JsonElement data)
    {
        foreach (var property in (data.Member("bookmarks") ?? data).EnumerateMembers().Where(property => property.Value.ValueKind == JsonValueKind.Object))
        {
            _states[new StreamDescriptor(property.Name)] = property.Value;
        }
    }

    private static ConnectorException Malformed(string what) => new(
        FailureKind.Config,
        $"The file given as --state can't be used: {what}. Reset the connection's state to start again, or give the states of an earlier sync.");
}
