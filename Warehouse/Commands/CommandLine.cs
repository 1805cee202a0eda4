namespace Dixa.Warehouse.Commands;

/// <summary>The command line: a command, its files, and the options of every command.</summary>
public sealed record CommandLine(string Command)
{
    public const string Usage = """
        Keeps what an Airbyte source says in the tables of a database: SQLite or PostgreSQL.

        Usage:
          dixa-warehouse spec
          dixa-warehouse check --config FILE
          dixa-warehouse write --config FILE --catalog FILE < MESSAGES

        Commands:
          spec   Prints the specification of the settings.
          check  Tries the database, and says SUCCEEDED or FAILED in a message. The exit code is 0
                 either way, as platforms want it; it is 1 if the check itself broke down.
          write  Reads the messages of a source from stdin and writes its records to tables. Each
                 STATE is written to stdout once the records that it vouches for are committed.

        Options:
          --debug    Log more. So does the environment variable LOG_LEVEL=debug.
          --help     Print this.
          --version  Print the version.

        Exit codes: 0 done, 1 failed (an ERROR trace says why), 2 wrong usage, 143 stopped.
        """;

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["spec"] = [],
        ["check"] = ["--config"],
        ["write"] = ["--config", "--catalog"],
    };

    public string? Config { get; private init; }

    public string? Catalog { get; private init; }

    public bool Debug { get; private init; }

    /// <summary>Reads the arguments; null, with what is wrong with them, if they are not understood.</summary>
    public static CommandLine? TryParse(string[] args, out string? error)
    {
        var words = new List<string>();
        var values = new Dictionary<string, string>();
        error = null;
        for (var i = 0; i < args.Length && error is null; i++)
        {
            var parts = args[i].Split('=', 2);
            switch (parts[0])
            {
                case "--help" or "-h":
                    return new CommandLine("--help");
                case "--version":
                    return new CommandLine("--version");
                case "--debug" when parts.Length == 1:
                    values["--debug"] = "";
                    break;
                case "--config" or "--catalog":
                    var value = parts.Length > 1 ? parts[1] : ++i < args.Length ? args[i] : null;
                    error = string.IsNullOrEmpty(value) ? $"{parts[0]} needs a file" : values.TryAdd(parts[0], value) ? null : $"{parts[0]} is given twice";
                    break;
                case var name when name.StartsWith('-'):
                    error = $"there is no option {name}";
                    break;
                default:
                    words.Add(args[i]);
                    break;
            }
        }

        error ??= Misuse(words, values);
        return error is not null ? null : new CommandLine(words[0])
        {
            Config = values.GetValueOrDefault("--config"),
            Catalog = values.GetValueOrDefault("--catalog"),
            Debug = values.ContainsKey("--debug"),
        };
    }

    private static string? Misuse(List<string> words, Dictionary<string, string> values) => words switch
    {
        [] => "a command is missing",
        [var command, ..] when !Required.ContainsKey(command) => $"there is no command {command}",
        [_, _, ..] => $"only one command can be given, not {string.Join(' ', words)}",
        _ => Array.Find(Required[words[0]], option => !values.ContainsKey(option)) is { } missing ? $"{words[0]} needs {missing} FILE" : null,
    };
}
