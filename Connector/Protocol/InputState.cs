using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.Protocol;

/// <summary>The streams' states from earlier syncs, by name. The streams themselves check whether a state can be used.</summary>
/// <remarks>
/// <para>Every shape that platforms send is accepted: an array of STREAM states, bare or wrapped in STATE messages, a single such
/// message, the legacy object that maps a stream's name to its state, and the <c>bookmarks</c> of a Singer tap.</para>
/// <para>The line-by-line output of a read is accepted too; of each stream its last state counts.</para>
/// </remarks>
/// <param name="isKnown">Whether a stream of this name can use a state.</param>
public sealed class InputState(Func<string, bool>? isKnown = null)
{
    /// <summary>The largest total size, a thousand times that of all streams' states.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    private const int MostUnknown = 20;

    private readonly Dictionary<StreamDescriptor, JsonElement> _states = [];
    private readonly HashSet<string> _unknown = [];
    private long _bytes;

    public static InputState Empty { get; } = new();

    public IReadOnlyDictionary<StreamDescriptor, JsonElement> States => _states;

    /// <summary>Streams that can't use their state: the first twenty.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Whether a file contains messages but no state.</summary>
    public bool HasOnlyMessages { get; private set; }

    /// <summary>Warnings about files that could be used.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <param name="isKnown">Whether a stream of this name can use a state; null to keep every state.</param>
    /// <exception cref="ConnectorException">A file is not a state.</exception>
    public static InputState Load(IEnumerable<string> paths, string option, Func<string, bool>? isKnown = null)
    {
        var state = new InputState(isKnown);
        foreach (var path in paths)
        {
            state.Add(path, option);
        }

        return state;
    }

    /// <summary>Finds a stream's state by name and namespace, then by name alone if a platform has lost the namespace, then by its alias.</summary>
    /// <param name="alias">The stream's name in another connector; null for none.</param>
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

    private void Add(string path, string option)
    {
        using var file = new JsonFile(path, option, asMessages: true);
        var isEmpty = true;
        while (file.Read() is { } value)
        {
            isEmpty = false;
            if (value.ValueKind == JsonValueKind.Object && value.Member("type") is not { ValueKind: JsonValueKind.String } && !file.IsInArray)
            {
                AddLegacy(value);
            }
            else
            {
                AddMessage(value, file.IsInArray);
            }
        }

        HasOnlyMessages |= isEmpty && file.Passed > 0;
        if (file.IsCut)
        {
            Warnings = [.. Warnings, $"The file given as {option} ends in the middle of a line: {path}. What is before that line counts."];
        }
    }

    private void AddMessage(JsonElement message, bool isEntry)
    {
        if (message.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw Malformed(isEntry ? "one of its entries is no object" : "it is neither an array of states nor an object");
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
            var space = descriptor.Value.Member("namespace");
            Set(
                new StreamDescriptor(name, space is null ? null : descriptor.Value.Text("namespace") ?? throw Malformed($"the namespace of its stream \"{name}\" is no text")),
                value);
        }
    }

    private void AddLegacy(JsonElement data)
    {
        var states = data.Member("bookmarks") ?? data;
        if (states.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("what should map streams to their states is no object");
        }

        foreach (var property in states.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            Set(new StreamDescriptor(property.Name), property.Value);
        }
    }

    private void Set(StreamDescriptor stream, JsonElement state)
    {
        if (isKnown?.Invoke(stream.Name) == false)
        {
            _ = _unknown.Count < MostUnknown && _unknown.Add(stream.Name);
            return;
        }

        _bytes += SizeOf(state) - (_states.TryGetValue(stream, out var replaced) ? SizeOf(replaced) : 0);
        if (_bytes > MostBytes)
        {
            throw Malformed($"its states take more than {MostBytes >> 20} MB, and those of this source take less than one");
        }

        // A copy: a part of a larger value would keep all of that in memory.
        _states[stream] = state.Clone();
    }

    private static long SizeOf(JsonElement state) => state.GetRawText().Length + 100;

    private static ConnectorException Malformed(string what) => new(
        FailureKind.Config,
        $"The file given as --state can't be used: {what}. Reset the connection's state to start again, or give the states of an earlier sync.");
}
