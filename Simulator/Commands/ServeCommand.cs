using System.Globalization;
using Dixa.Simulator.Playback;

namespace Dixa.Simulator.Commands;

/// <summary>Serves until Ctrl-C or SIGTERM.</summary>
public static class ServeCommand
{
    public static Task<int> RunAsync(IReadOnlyList<string> args, TimeProvider time) => ServerCommand.RunAsync(args, ServeArguments.Help, async stopped =>
    {
        var options = ServeArguments.Parse(args);
        var end = options.Now ?? time.GetUtcNow();
        await using var server = await SimulatorServer.StartAsync(options with { Now = end }, time);
        await Console.Out.WriteLineAsync(server.PlayedBack is { } recording ? Greeting(server, recording, end) : Greeting(server, end));
        await stopped;
        return 0;
    });

    private static string Greeting(SimulatorServer server, DateTimeOffset end)
    {
        var (url, token) = (server.Url.GetLeftPart(UriPartial.Authority), server.Options.Token);
        var start = end.AddMonths(-server.Options.Months);
        return $$"""
            A simulated Dixa runs at {{url}}: {{server.Options.Conversations.ToString("N0", CultureInfo.InvariantCulture)}} conversations from {{Day(start)}} to {{Day(end)}}.
            Its token is {{token}}

              Exports API   curl -H 'Authorization: Bearer {{token}}' '{{url}}/v1/conversation_export?created_after={{Day(end.AddDays(-7))}}&created_before={{Day(end)}}'
              Dixa API      curl -H 'Authorization: {{token}}' '{{url}}/v1/agents?pageLimit=5'
              Control       curl {{url}}/_simulator/
                            curl -X POST {{url}}/_simulator/change

            config.json for the connector:

            {
              "api_token": "{{token}}",
              "start_date": "{{Day(start)}}",
              "dixa_api_url": "{{url}}",
              "exports_api_url": "{{url}}"
            }

            With Docker on this machine:

              docker run --rm --network host -v "$PWD:/config" source-dixa check --config /config/config.json

            Ctrl-C ends it.
            """;
    }

    private static string Greeting(SimulatorServer server, PlayedBack recording, DateTimeOffset end)
    {
        var (url, token) = (server.Url.GetLeftPart(UriPartial.Authority), server.Options.Token);
        var lines = string.Join("", recording.Warnings.Select(warning => $"\n{warning}"));
        return $$"""
            A recording of {{recording.Manifest.RecordedOn}} is played back at {{url}}: {{recording.Summary}}.{{lines}}
            Its token is {{token}}

            config.json for the connector:

            {
              "api_token": "{{token}}",
              "start_date": "{{Day(recording.Start ?? end)}}",
              "dixa_api_url": "{{url}}",
              "exports_api_url": "{{url}}"
            }

            Ctrl-C ends it.
            """;
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
