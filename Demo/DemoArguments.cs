using Dixa.Simulator;
using Dixa.Simulator.Commands;

namespace Dixa.Demo;

/// <summary>The demo's options, as `--name value` or `--name=value`.</summary>
public static class DemoArguments
{
    public const string Help = """
        usage: dixa-demo [options]

        Shows the connector at work without a Dixa account: starts a simulated Dixa, runs source-dixa
        on it as a platform would (spec, check, discover, a full read, changes, an incremental read),
        compares what came with what the simulator holds, keeps it in a SQLite database with
        dixa-warehouse, asks that database three questions, and ends with the address of a page of
        its numbers, which is there until Ctrl-C.

          --conversations N    how many the simulated organisation has (400)
          --months N           length of its history, which ends now (6)
          --seed N             another number makes another organisation (1)
          --output DIR         where messages and database go: a new or empty directory
                               (one of its own for each run, in demo-output)
          --no-serve           ends by itself, without the page
          --help               prints this

        Exit codes: 0 all of it held, 1 something did not, 2 wrong usage, 130 stopped by Ctrl-C before
        there was a page.
        """;

    /// <exception cref="UsageException">The arguments make no sense.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> args)
    {
        string? output = null;
        var serves = true;

        // Each conversation is a handful of requests at ten a second: few enough for a demo of less than a minute.
        var forSimulator = new List<string> { "--conversations", "400" };
        using var words = args.SelectMany(arg => arg.Split('=', 2)).GetEnumerator();
        while (words.MoveNext())
        {
            var name = words.Current;
            if (name == "--no-serve")
            {
                serves = false;
                continue;
            }

            var value = words.MoveNext() ? words.Current : "";
            switch (name)
            {
                case "--output":
                    output = value.Length > 0 ? value : throw new UsageException("--output needs a directory.");
                    break;
                case "--conversations" or "--months" or "--seed":
                    forSimulator.AddRange([name, value]);
                    break;
                default:
                    throw new UsageException($"There is no option {name}.");
            }
        }

        return new DemoOptions(ServeArguments.Parse(forSimulator) with { Port = 0, EndUsers = 150, Limits = Demonstration.Limits }, output, serves);
    }
}

/// <summary>What the demo simulates, the directory for the connector's messages, null for one of its own, and whether it ends with the page.</summary>
public sealed record DemoOptions(SimulatorOptions Simulator, string? Output, bool Serves);
