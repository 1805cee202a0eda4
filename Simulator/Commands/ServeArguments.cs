using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Dixa.Simulator.Commands;

/// <summary>The options of `serve`, as `--name value` or `--name=value`.</summary>
public static class ServeArguments
{
    public const string Help = """
        usage: dixa-simulator [serve] [options]
               dixa-simulator record --to DIR ...   records what a connector reads from Dixa
               dixa-simulator health [--port N]     exits with 0 if one answers there

          --host ADDRESS       where to listen (127.0.0.1; 0.0.0.0 for other machines and containers)
          --port N             0 for a free one (8080)
          --seed N             another number makes another organisation (1)
          --months N           length of its history (6)
          --now TIME           the end of its history, such as 2025-06-01 (the moment of the start)
          --conversations N    how many it has (3000)
          --token TEXT         its API token (dixa-simulator-token)
          --no-limits          answers without the rate limits
          --from DIR           plays back a recording instead of a generated organisation
          --unknowns JSON      what Dixa does where nobody knows, such as {"conversationOrder":"Descending"}
                               (Simulator/README.md lists them)
          --help               prints this
        """;

    internal const int DefaultPort = 8080;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public static SimulatorOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SimulatorOptions { Port = DefaultPort };
        using var words = args.SelectMany(Split).GetEnumerator();
        while (words.MoveNext())
        {
            options = words.Current switch
            {
                "--host" => options with { Host = Address(words) },
                "--port" => options with { Port = Number(words, 0, IPEndPoint.MaxPort) },
                "--seed" => options with { Seed = Number(words, 0, int.MaxValue) },
                "--months" => options with { Months = Number(words, 1, 240) },
                "--now" => options with { Now = Time(words) },
                "--conversations" => options with { Conversations = Number(words, 0, 1_000_000) },
                "--token" => options with { Token = Value(words) },
                "--unknowns" => options with { Unknowns = Meanings(words) },
                "--no-limits" => options with { Limits = Access.RateLimits.None },
                "--from" => options with { Recording = Value(words) },
                var word => throw new UsageException($"There is no option {word}."),
            };
        }

        return options.Recording is null || args.FirstOrDefault(IsOfGeneration) is not { } unfit
            ? options
            : throw new UsageException($"{unfit} is of a generated organisation; --from plays back what was recorded.");
    }

    private static bool IsOfGeneration(string arg) => arg.Split('=', 2)[0] is "--seed" or "--months" or "--now" or "--conversations";

    internal static string[] Split(string arg) => arg.StartsWith("--", StringComparison.Ordinal) ? arg.Split('=', 2) : [arg];

    internal static string Value(IEnumerator<string> words)
    {
        var name = words.Current;
        return words.MoveNext() && words.Current.Length > 0 ? words.Current : throw new UsageException($"{name} needs a value.");
    }

    internal static int Number(IEnumerator<string> words, int low, int high)
    {
        var name = words.Current;
        var text = Value(words);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw new UsageException($"{name} needs a number between {low} and {high}, not {text}.");
    }

    private static Unknowns Meanings(IEnumerator<string> words)
    {
        var text = Value(words);
        try
        {
            return JsonSerializer.Deserialize<Unknowns>(text, Strict) ?? throw new JsonException("The value is null.");
        }
        catch (JsonException failure)
        {
            throw new UsageException($"--unknowns needs an object of JSON with members that Simulator/README.md lists: {failure.Message}");
        }
    }

    private static DateTimeOffset Time(IEnumerator<string> words)
    {
        var text = Value(words);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException($"--now needs a date or a time, not {text}.");
    }

    internal static string Address(IEnumerator<string> words)
    {
        var text = Value(words);
        return text == "localhost" ? IPAddress.Loopback.ToString()
            : IPAddress.TryParse(text, out _) ? text
            : throw new UsageException($"--host needs an IP address, not {text}.");
    }
}
