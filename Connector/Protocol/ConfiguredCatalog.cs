using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.Protocol;

/// <summary>The streams that the platform requests, in its order.</summary>
public sealed record ConfiguredCatalog(IReadOnlyList<ConfiguredStream> Streams)
{
    private const string HowToMakeOne =
        "Let the platform configure what discover prints, or make a catalog without one: source-dixa discover --configured --streams conversations,agents > catalog.json (without --streams: of all streams).";

    /// <exception cref="ConnectorException">The file is not a configured catalog.</exception>
    public static ConfiguredCatalog Load(string path)
    {
        var root = Read(path);
        if (root.Member("streams") is not { ValueKind: JsonValueKind.Array } streams)
        {
            throw Malformed("it has no array \"streams\"");
        }

        if (streams.EnumerateArray().Any(entry => entry.Member("stream") is null && entry.Text("name") is not null))
        {
            throw Unconfigured();
        }

        var configured = streams.EnumerateArray().Select(Parse).ToList();
        var twice = configured.GroupBy(stream => stream.Descriptor).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new ConfiguredCatalog(configured)
            : throw Malformed($"it lists the stream \"{twice.Key.Name}\" twice");
    }

    private static JsonElement Read(string path)
    {
        using var file = new JsonFile(path, "--catalog");
        var root = file.Read()!.Value;
        return root.Text("type") is "CATALOG" or "LOG" ? throw Unconfigured() : JsonInput.RequireEnd(file, root);
    }

    private static ConfiguredStream Parse(JsonElement element)
    {
        if (element.Member("stream") is not { } stream || stream.Text("name") is not { } name)
        {
            throw Malformed("an entry of \"streams\" has no \"stream\" with a \"name\"");
        }

        var columns = stream.Member("json_schema")?.Member("properties") is { ValueKind: JsonValueKind.Object } properties
            ? properties.EnumerateObject().Select(property => property.Name).ToHashSet()
            : null;
        return new ConfiguredStream(
            new StreamDescriptor(name, stream.Text("namespace")),
            element.Text("sync_mode"),
            columns is { Count: > 0 } ? columns : null);
    }

    private static ConnectorException Malformed(string what) => new(
        FailureKind.Config,
        $"The file given as --catalog is no configured catalog: {what}. {HowToMakeOne}");

    /// <summary>The error for the output of a plain discover, which lists what can be read but not what to read.</summary>
    private static ConnectorException Unconfigured() => new(
        FailureKind.Config,
        $"The file given as --catalog is what discover prints for platforms. It lists what can be read, but not what to read. {HowToMakeOne}");
}
