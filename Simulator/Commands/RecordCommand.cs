using System.Globalization;
using Dixa.Simulator.Recording;

namespace Dixa.Simulator.Commands;

/// <summary>Records until Ctrl-C or SIGTERM, and says then what there is.</summary>
public static class RecordCommand
{
    public static Task<int> RunAsync(IReadOnlyList<string> args, TimeProvider time) => ServerCommand.RunAsync(args, RecordArguments.Help, async stopped =>
    {
        var options = RecordArguments.Parse(args);
        await using var server = await RecorderServer.StartAsync(options, time);
        await Console.Out.WriteLineAsync(Greeting(server, options));
        if (await Task.WhenAny(stopped, server.Tally.Failed) == server.Tally.Failed)
        {
            await Console.Error.WriteLineAsync($"The recording can't be written, so it ends here: {(await server.Tally.Failed).Message}");
            return 1;
        }

        await Console.Out.WriteLineAsync(Farewell(server, options));
        return 0;
    });

    private static string Greeting(RecorderServer server, RecorderOptions options)
    {
        var url = server.Url.GetLeftPart(UriPartial.Authority);
        return $$"""
            A recorder listens at {{url}} and passes requests on to {{options.DixaUrl.Host}} and {{options.ExportsUrl.Host}}.
            It writes to {{options.To}}. Names, texts, addresses, numbers and ids are replaced, and the token is not written.

            Give the connector its usual configuration, with

              "dixa_api_url": "{{url}}",
              "exports_api_url": "{{url}}"

            and let it read. Ctrl-C ends the recording.
            """;
    }

    private static string Farewell(RecorderServer server, RecorderOptions options)
    {
        var counts = server.Tally.Counts;
        var lines = new List<string>
        {
            $"{Shown(counts.Requests)} requests were passed on; {Shown(counts.Answers)} answers and {Shown(counts.Rows)} rows are in {options.To}.",
        };
        lines.AddRange(server.Tally.Reasons.Select(reason => $"{Shown(reason.Value)} not recorded, or not to the end: {reason.Key}"));
        if (server.UnknownNames.ToArray() is { Length: > 0 } names)
        {
            lines.Add($"Members that this version doesn't know, whose names were replaced too: {string.Join(", ", names)}");
        }

        lines.Add($"Look it through before you share it: docs/recording.md says how. dixa-simulator serve --from {options.To} plays it back.");
        return string.Join('\n', lines);
    }

    private static string Shown(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
