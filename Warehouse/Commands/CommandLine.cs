using Dixa.Shared;
using Dixa.Warehouse.Hosting;

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
          dixa-warehouse sync  [--config FILE] [--streams NAME,NAME,…|all] [--every TIME]
                               [--listen ADDRESS:PORT] [--refresh NAME,NAME,…|all] [--source COMMAND]
          dixa-warehouse views [--config FILE]
          dixa-warehouse serve [--config FILE] [--listen ADDRESS:PORT]
          dixa-warehouse status [--config FILE]
          dixa-warehouse webhook plan|create --url URL [--config FILE] [--events NAME,NAME,…|all]
          dixa-warehouse webhook delete --url URL|--id ID [--config FILE]
          dixa-warehouse webhook status [--url URL|--id ID] [--config FILE]

        Commands:
          spec   Prints the specification of the settings.
          check  Tries the database, and says SUCCEEDED or FAILED in a message. The exit code is 0
                 either way, as platforms want it; it is 1 if the check itself broke down.
          write  Reads the messages of a source from stdin and writes its records to tables. Each
                 STATE is written to stdout once the records that it covers are committed.
          sync   Starts source-dixa, or the source that --source names, with the states that the
                 database holds, and writes what comes: once, or again and again with --every
                 15m. Without --streams it reads the streams of the settings, else those that
                 the views need (docs/warehouse.md lists them). --refresh reads streams from their
                 beginning; rows that are no longer there go. With --every and --listen :8080 it
                 takes Dixa's webhooks at /webhooks/dixa as well, keeps them in webhook_events,
                 and says how it is at /healthz, /readyz and /metrics.
          views  Makes the views that answer what support teams ask, or brings them up to date with
                 the tables. sync does so at its end.
          serve  Serves a page with the numbers of the views, which changes as runs end. It can
                 read the database and nothing else. It listens on 127.0.0.1:8081, and on another
                 address only with the setting page_password.
          status Says how the last run went. The exit code is 1 if it failed, and 0 if none has
                 ended yet: good for a health check.
          webhook
                 Has Dixa send events to URL, where sync listens or a proxy in front of it. plan prints
                 what create would send, and which subscriptions there are. create makes the
                 subscription, unless there is one for this URL, and keeps its secret in the file of
                 webhook_secrets_file or DIXA_WEBHOOK_SECRETS_FILE. delete deletes the one that is
                 named. status shows how the last deliveries went. Creating and deleting are all that
                 this program ever writes to Dixa. Events are all but TypingStarted.

        Options:
          --debug    Log more. So does the environment variable LOG_LEVEL=debug.
          --help     Print this.
          --version  Print the version.

        Settings can come from the environment too: DIXA_DATABASE, DIXA_SCHEMA, DIXA_DELETIONS,
        DIXA_STREAMS, DIXA_TIMEZONE, DIXA_BUSINESS_HOURS, DIXA_API_TOKEN, DIXA_START_DATE,
        DIXA_WEBHOOK_SECRETS, DIXA_PAGE_PASSWORD and so on; with _FILE, from a file.

        Exit codes: 0 done, 1 failed (the last message says why), 2 wrong usage, 143 stopped.
        """;

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["spec"] = [],
        ["check"] = ["--config"],
        ["write"] = ["--config", "--catalog"],
        ["sync"] = [],
        ["views"] = [],
        ["serve"] = [],
        ["status"] = [],
        ["webhook"] = [],
    };

    private static readonly string[] Actions = ["plan", "create", "delete", "status"];

    private static readonly string[] OfWebhook = ["--url", "--id", "--events"];

    private static readonly string[] OfSync = ["--streams", "--refresh", "--every", "--listen", "--source"];

    public string? Config { get; private init; }

    public string? Catalog { get; private init; }

    /// <summary>The streams that sync reads; null for those of the settings.</summary>
    public IReadOnlyList<string>? Streams { get; private init; }

    /// <summary>The streams that sync reads from their beginning.</summary>
    public IReadOnlyList<string> Refreshed { get; private init; } = [];

    /// <summary>How much lies between the beginnings of two syncs; null for one sync.</summary>
    public TimeSpan? Every { get; private init; }

    /// <summary>Where sync takes webhooks, null for nowhere; where serve has the page, null for the usual place.</summary>
    public ListenAddress? Listen { get; private init; }

    /// <summary>How sync starts its source.</summary>
    public string? Source { get; private init; }

    /// <summary>What webhook is to do.</summary>
    public string? Action { get; private init; }

    /// <summary>Where Dixa is to send events.</summary>
    public Uri? Url { get; private init; }

    /// <summary>The subscription that is meant.</summary>
    public string? Id { get; private init; }

    /// <summary>The events to subscribe to; null for the suggested ones.</summary>
    public IReadOnlyList<string>? Events { get; private init; }

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
                case "--config" or "--catalog" or "--streams" or "--refresh" or "--every" or "--listen" or "--source" or "--url" or "--id" or "--events":
                    var value = parts.Length > 1 ? parts[1] : ++i < args.Length ? args[i] : null;
                    error = string.IsNullOrEmpty(value) ? $"{parts[0]} needs a value" : values.TryAdd(parts[0], value) ? null : $"{parts[0]} is given twice";
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
            Streams = Names(values.GetValueOrDefault("--streams")),
            Refreshed = Names(values.GetValueOrDefault("--refresh")) ?? [],
            Every = values.TryGetValue("--every", out var every) ? Span(every) : null,
            Listen = values.TryGetValue("--listen", out var listen) ? ListenAddress.Parse(listen) : null,
            Source = values.GetValueOrDefault("--source"),
            Action = words.ElementAtOrDefault(1),
            Url = values.TryGetValue("--url", out var url) ? Address(url) : null,
            Id = values.GetValueOrDefault("--id"),
            Events = Names(values.GetValueOrDefault("--events")),
            Debug = values.ContainsKey("--debug"),
        };
    }

    private static string[]? Names(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads <c>30s</c>, <c>15m</c>, <c>2h</c> or <c>1d</c>; null for anything else.</summary>
    private static TimeSpan? Span(string text)
    {
        if (!int.TryParse(text[..^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    /// <summary>Reads an address that Dixa can send to; null for anything else.</summary>
    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { UserInfo: "", Fragment: "" } && (url.Scheme == "https" || (url.Scheme == "http" && PrivateAddress.Is(url))) ? url : null;

    private static string? Misuse(List<string> words, Dictionary<string, string> values) => words switch
    {
        [] => "a command is missing",
        [var command, ..] when !Required.ContainsKey(command) => $"there is no command {command}",
        ["webhook", .. var actions] => MisuseOfWebhook(actions, values),
        _ when Array.Exists(OfWebhook, values.ContainsKey) => $"{string.Join(", ", OfWebhook)} go with webhook only",
        [_, _, ..] => $"only one command can be given, not {string.Join(' ', words)}",
        [not "sync"] when Array.Exists(OfSync, option => values.ContainsKey(option) && (words[0], option) is not ("serve", "--listen")) => $"{string.Join(", ", OfSync)} go with sync only",
        _ when values.TryGetValue("--every", out var every) && Span(every) is null => $"--every needs a time such as 15m, not {every}",
        _ when values.TryGetValue("--listen", out var listen) && ListenAddress.Parse(listen) is null => $"--listen needs an address and a port such as :8080 or 127.0.0.1:8080, not {listen}",
        ["sync"] when values.ContainsKey("--listen") && !values.ContainsKey("--every") => "--listen needs --every: what webhooks miss, the schedule finds",
        _ => Array.Find(Required[words[0]], option => !values.ContainsKey(option)) is { } missing ? $"{words[0]} needs {missing} FILE" : null,
    };

    private static string? MisuseOfWebhook(List<string> actions, Dictionary<string, string> values) => actions switch
    {
        [var action] when !Actions.Contains(action) => $"webhook can {string.Join(", ", Actions)}, not {action}",
        [_] when Array.Exists(OfSync, values.ContainsKey) => $"{string.Join(", ", OfSync)} go with sync only",
        ["plan" or "create"] when !values.ContainsKey("--url") => $"webhook {actions[0]} needs --url URL",
        ["delete"] when !values.ContainsKey("--url") && !values.ContainsKey("--id") => "webhook delete needs --url URL or --id ID",
        [_] when values.TryGetValue("--url", out var url) && Address(url) is null => $"--url needs an address that begins with https:// and has neither a user nor a fragment{(url.Contains('@', StringComparison.Ordinal) ? "" : $", not {url}")}; http:// is for this machine and private networks",
        [_] => null,
        _ => $"webhook needs one of {string.Join(", ", Actions)}",
    };
}
