using System.Net;
using Dixa.Simulator.Recording;

namespace Dixa.Simulator.Commands;

/// <summary>The options of `record`, as `--name value` or `--name=value`.</summary>
public static class RecordArguments
{
    public const string Help = """
        usage: dixa-simulator record --to DIR [options]

          --to DIR             where to write; it must be empty or not be there
          --force              deletes the recording that is in DIR
          --dixa-url URL       the Dixa API (https://dev.dixa.io)
          --exports-url URL    the Exports API (https://exports.dixa.io)
          --host ADDRESS       where to listen (127.0.0.1; 0.0.0.0 for other machines and containers)
          --port N             0 for a free one (8080)
          --help               prints this
        """;

    public static RecorderOptions Parse(IReadOnlyList<string> args)
    {
        var options = new RecorderOptions { To = "", Port = ServeArguments.DefaultPort };
        using var words = args.SelectMany(ServeArguments.Split).GetEnumerator();
        while (words.MoveNext())
        {
            options = words.Current switch
            {
                "--to" => options with { To = ServeArguments.Value(words) },
                "--force" => options with { Force = true },
                "--dixa-url" => options with { DixaUrl = UpstreamUrl.Parse(words.Current, ServeArguments.Value(words)) },
                "--exports-url" => options with { ExportsUrl = UpstreamUrl.Parse(words.Current, ServeArguments.Value(words)) },
                "--host" => options with { Host = ServeArguments.Address(words) },
                "--port" => options with { Port = ServeArguments.Number(words, 0, IPEndPoint.MaxPort) },
                var word => throw new UsageException($"There is no option {word} of record."),
            };
        }

        return options.To.Length > 0 ? options : throw new UsageException("record needs --to, the directory to write to.");
    }
}
