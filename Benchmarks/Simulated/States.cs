using System.Text.Json.Nodes;

namespace Dixa.Benchmarks.Simulated;

/// <summary>The last state of each stream, as a platform keeps it.</summary>
public static class States
{
    /// <summary>Reads nothing but STATE lines, and so keeps a large output off the disk.</summary>
    public static string Drain(string file) => $"LC_ALL=C grep '^{{\"type\":\"STATE\"' > {file}";

    /// <summary>From a file of STATE lines.</summary>
    public static JsonArray LastOf(string file) => new(
    [
        .. File.ReadLines(file)
            .Select(line => JsonNode.Parse(line)!["state"]!)
            .GroupBy(state => (string)state["stream"]!["stream_descriptor"]!["name"]!)
            .Select(states => states.Last().DeepClone()),
    ]);

    /// <summary>The bytes of what the streams themselves keep.</summary>
    public static int Bytes(JsonArray states) => states.Sum(state => state!["stream"]!["stream_state"]!.ToJsonString().Length);
}
