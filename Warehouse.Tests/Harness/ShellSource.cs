using System.Text.Json.Nodes;

namespace Dixa.Warehouse.Harness;

/// <summary>A source of a few lines of shell: it has the stream <c>people</c>, and a test says what a read does.</summary>
public sealed class ShellSource : IDisposable
{
    private const string Catalog = """{"type":"CATALOG","catalog":{"streams":[{"name":"people","json_schema":{"properties":{"id":{"type":"integer"}}},"supported_sync_modes":["full_refresh","incremental"],"source_defined_primary_key":[["id"]]}]}}""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-source-");

    /// <param name="read">What a read does. <c>$here</c> is a directory of its own, <c>$runs</c> the number of this read, and <c>record 1</c> and <c>state 1</c> say a record and a state.</param>
    public ShellSource(string read) => File.WriteAllText(PathOf("source.sh"), $$"""
        here='{{_directory.FullName}}'
        record() { echo '{"type":"RECORD","record":{"stream":"people","data":{"id":'"$1"'},"emitted_at":1} }'; }
        state() { echo '{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{"at":'"$1"'} } } }'; }
        complete() { echo '{{Some.Complete("people")}}'; }
        if [ "$1" = discover ]; then echo '{{Catalog}}'; exit; fi
        echo read >> "$here/runs"
        runs=$(wc -l < "$here/runs")
        {{read}}
        """.Replace("\r", "", StringComparison.Ordinal));

    /// <summary>What <c>--source</c> is given.</summary>
    public string Command => $"sh {PathOf("source.sh")}";

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Settings for a database.</summary>
    public string Config(Database database)
    {
        File.WriteAllText(PathOf("config.json"), new JsonObject { ["database"] = database.Setting, ["schema"] = database.Schema, ["streams"] = new JsonArray("people") }.ToJsonString());
        return PathOf("config.json");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
