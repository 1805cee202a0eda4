namespace Dixa.Connector.Commands;

/// <summary>The command line: a command, its files, and the options of every command.</summary>
public sealed record CommandLine(string Command, string? Config, string? Catalog, string? State, bool Debug)
{
    public const string Usage = """
        Reads the data of a Dixa organisation and writes it as Airbyte messages to stdout.

        Usage:
          source-dixa spec
          source-dixa check    --config FILE
          source-dixa discover --config FILE
          source-dixa read     --config FILE --catalog FILE [--state FILE]

        Options:
          --debug    Log more. So does the environment variable LOG_LEVEL=debug.
          --help     Print this.
          --version  Print the version.

        Exit codes: 0 done, 1 failed (an ERROR trace says why), 2 wrong usage, 143 stopped by SIGTERM.
        """;

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["spec"] = [],
        ["check"] = ["--config"],
        ["discover"] = ["--config"],
        ["read"] = ["--config", "--catalog"],
    };

    /// <summary>Parses the arguments; null when they are wrong, with <paramref name="error"/> saying what is.</summary>
    public static CommandLine? TryParse(string[] args, out string? error)
    {
        if (args.Contains("--help") || args.Contains("--version"))
        {
            error = null;
            return new CommandLine(args.Contains("--help") ? "--help" : "--version", null, null, null, false);
        }

        var files = new Dictionary<string, string>();
        var commands = new List<string>();
        var debug = false;
        error = null;
        for (var i = 0; i < args.Length && error is null; i++)
        {
            if (args[i] == "--")
            {
                continue; // Meltano's wrapper puts it before the command, where programs of Python's argparse take it.
            }

            var (name, value) = args[i].Split('=', 2) is [var option, var rest] && option.StartsWith("--", StringComparison.Ordinal)
                ? (option, rest)
                : (args[i], null);
            switch (name)
            {
                case "--debug" when value is null:
                    debug = true;
                    break;
                case "--config" or "--catalog" or "--state":
                    value ??= ++i < args.Length ? args[i] : null;
                    error = string.IsNullOrEmpty(value) ? $"{name} needs a file" : files.TryAdd(name, value) ? null : $"{name} is given twice";
                    break;
                case var _ when name.StartsWith('-'):
                    error = $"there is no option {name}";
                    break;
                default:
                    commands.Add(name);
                    break;
            }
        }

        error ??= commands switch
        {
            [] => "a command is missing",
            [var only] when !Required.ContainsKey(only) => $"there is no command {only}",
            [var only] => Array.Find(Required[only], option => !files.ContainsKey(option)) is { } missing ? $"{only} needs {missing} FILE" : null,
            _ => $"only one command can be given, not {string.Join(' ', commands)}",
        };
        return error is null
            ? new CommandLine(commands[0], files.GetValueOrDefault("--config"), files.GetValueOrDefault("--catalog"), files.GetValueOrDefault("--state"), debug)
            : null;
    }
}
