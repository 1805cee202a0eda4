using System.Text.Json.Nodes;
using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>A file of messages to be written to tables by the warehouse.</summary>
/// <param name="Catalog">The path of the configured catalog.</param>
public sealed record WriteOrder(ITarget Target, string Catalog)
{
    /// <summary>The command that does it, with its settings written.</summary>
    public Command Command(Workbench bench, string messages)
    {
        var config = bench.NewPath("config.json");
        File.WriteAllText(config, new JsonObject { ["database"] = Target.Setting, ["schema"] = PostgresTarget.Schema }.ToJsonString());
        return new Command("/bin/sh", ["-c", "exec \"$0\" write --config \"$1\" --catalog \"$2\" < \"$3\"", Workbench.Warehouse, config, Catalog, messages]);
    }
}
