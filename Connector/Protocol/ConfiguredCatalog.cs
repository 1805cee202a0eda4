using System.Text.Json;

namespace Dixa.Connector.Protocol;

/// <summary>The streams that the platform asks for, in its order.</summary>
public sealed record ConfiguredCatalog(IReadOnlyList<ConfiguredStream> Streams)
{
    public static ConfiguredCatalog Load(string path)
    {
        var root = JsonInput.Read(path, "--catalog");
        if (root.Member("streams") is not { ValueKind: JsonValueKind.Array } streams)
        {
            throw Malformed("it has no array \"streams\"");
        }

        var configured = streams.EnumerateArray().Select(Parse).ToList();
        var twice = configured.GroupBy(stream => stream.Descriptor).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new ConfiguredCatalog(configured)
            : throw Malformed($"it lists the stream \"{twice.Key.Name}\" twice");
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
        $"The file given as --catalog is no configured catalog: {what}. Run discover and let the platform configure its result.");
}
