using Dixa.Shared;

namespace Dixa.Connector.Commands;

/// <summary>The command line: a command, its files, and the options of every command.</summary>
public sealed record CommandLine(string Command)
{
    public const string Usage = """
        Reads the data of a Dixa organisation and writes it as Airbyte messages to stdout.

        Usage:
          source-dixa spec
          source-dixa check    --config FILE
          source-dixa discover --config FILE
          source-dixa discover --configured [--streams NAME,NAME,…]
          source-dixa read     --config FILE --catalog FILE [--state FILE]
          source-dixa state    FILE…

        Commands:
          spec      Prints the specification of the settings.
          check     Tries the settings, and says SUCCEEDED or FAILED in a message. The exit code
                    is 0 either way, as platforms want it; it is 1 if the check itself broke down.
          discover  Prints what can be read, for a platform to configure. With --configured it
                    prints the catalog that read wants, of all streams or those that are named:
                    incremental where a stream can be. Its lines may be deleted or edited.
          read      Reads the streams of the catalog. The state is what an earlier read wrote: all
                    of its messages, or only those of STATE. Leave --state out the first time.
          state     Prints the last state of each stream in such files as one small file.

        Options:
          --debug    Log each request, window and page, without secrets and bodies.
                     So does the environment variable LOG_LEVEL=debug.
          --help     Print this.
          --version  Print the version.

        Exit codes: 0 done, 1 failed (an ERROR trace says why), 2 wrong usage. A stop by SIGTERM,
        SIGINT or SIGHUP ends it by that signal, which shells show as 143, 130 or 129.
        """;

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["spec"] = [],
        ["check"] = ["--config"],
        ["discover"] = ["--config"],
        ["read"] = ["--config", "--catalog"],
        ["state"] = [],
    };

    private static readonly string[] Options = ["--config", "--catalog", "--state", "--streams", "--configured", "--debug", "--help", "--version"];

    public string? Config { get; private init; }

    public string? Catalog { get; private init; }

    public string? State { get; private init; }

    /// <summary>Whether discover prints a configured catalog.</summary>
    public bool Configured { get; private init; }

    /// <summary>The streams in that catalog; null for all.</summary>
    public IReadOnlyList<string>? Streams { get; private init; }

    /// <summary>The files of the command <c>state</c>.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    public bool Debug { get; private init; }

    /// <summary>Whether the command prints a file for people. Its errors then go to stderr, since stdout becomes that file.</summary>
    public bool IsForPeople => Configured || Command == "state";

    /// <summary>Parses the arguments; null if they are wrong, with the reason in <paramref name="error"/>.</summary>
    public static CommandLine? TryParse(string[] args, out string? error)
    {
        if (args.Contains("--help") || args.Contains("--version"))
        {
            error = null;
            return new CommandLine(args.Contains("--help") ? "--help" : "--version");
        }

        var values = new Dictionary<string, string>();
        var words = new List<string>();
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
                case "--debug" or "--configured" when value is null:
                    values[name] = "";
                    break;
                case "--config" or "--catalog" or "--state" or "--streams":
                    value ??= ++i < args.Length ? args[i] : null;
                    error = string.IsNullOrEmpty(value) ? $"{name} needs {(name == "--streams" ? "names" : "a file")}" : values.TryAdd(name, value) ? null : $"{name} is given twice";
                    break;
                case var _ when name.StartsWith('-'):
                    error = Unknown("option", name, Options);
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
            State = values.GetValueOrDefault("--state"),
            Configured = values.ContainsKey("--configured"),
            Streams = values.GetValueOrDefault("--streams")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Files = words[1..],
            Debug = values.ContainsKey("--debug"),
        };
    }

    private static string Unknown(string what, string name, IEnumerable<string> names) =>
        $"there is no {what} {ShownName.Of(name)}. {Nearest.Question(name, names)}".TrimEnd(' ', '.');

    private static string? Misuse(List<string> words, Dictionary<string, string> values)
    {
        if (words.Count == 0)
        {
            return "a command is missing";
        }

        var command = words[0];
        if (!Required.TryGetValue(command, out var required))
        {
            return Unknown("command", command, Required.Keys);
        }

        if (command == "state")
        {
            return words.Count > 1 ? null : "state needs a FILE";
        }

        if (words.Count > 1)
        {
            return "only one command can be given";
        }

        // A platform may pass every file to every command. Options for people are accepted only where they belong.
        var isConfigured = values.ContainsKey("--configured");
        if ((isConfigured && command != "discover") || (values.ContainsKey("--streams") && !isConfigured))
        {
            return "--configured and --streams go with discover: discover --configured [--streams NAME,NAME,…]";
        }

        var missing = isConfigured ? null : Array.Find(required, option => !values.ContainsKey(option));
        return missing is null ? null : $"{command} needs {missing} FILE";
    }
}
