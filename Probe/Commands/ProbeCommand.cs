using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Probe.Reporting;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Commands;

/// <summary>Runs a look at an account, and writes its report however it ends.</summary>
/// <param name="environment">Finds a variable.</param>
/// <param name="output">Takes the report, unless a file was named.</param>
/// <param name="log">Takes what happens on the way.</param>
/// <param name="isWatched">Whether somebody sees the log as it is written, so that a line of it may be written over.</param>
public sealed class ProbeCommand(Func<string, string?> environment, TextWriter output, TextWriter log, TimeProvider time, bool isWatched)
{
    public const string TokenVariable = "DIXA_API_TOKEN";
    public const string UrlVariable = "DIXA_API_URL";
    public const string ExportsUrlVariable = "DIXA_EXPORTS_API_URL";

    /// <summary>Blanks that hide a longer line.</summary>
    private const int LineWidth = 100;

    private string _step = "";

    /// <returns>The exit code, if no signal ends the process.</returns>
    public async Task<int> RunAsync(ProbeArguments arguments, CancellationToken cancellationToken)
    {
        var mask = new SecretMask();
        try
        {
            using var run = new ProbeRun(Config(mask), time, Tell, isWatched ? TellWait : null);
            Say(string.Create(CultureInfo.InvariantCulture, $"This takes about a quarter of an hour: at most {RequestTally.Most} requests, an export a minute and one request a second to the rest. Nothing is written to Dixa. Ctrl-C ends it with what is known by then."));
            try
            {
                await run.RunAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                Say("Stopped.");
            }

            Say(string.Create(CultureInfo.InvariantCulture, $"{run.Tally.Total} requests were made in {Amounts.Duration(run.Took)}."));
            await WriteAsync(arguments.Output, mask.Apply(Report.Of(run), int.MaxValue / 16));
            return run.Seen.Answers.Count > 0 ? 0 : 1;
        }
        catch (ConnectorException exception)
        {
            Say($"dixa-probe: {mask.Apply(exception.Message)}");
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Say($"dixa-probe: the report can't be written: {exception.Message}");
            return 1;
        }
    }

    private ConnectorConfig Config(SecretMask mask)
    {
        if (environment(TokenVariable) is not { Length: > 0 } token || string.IsNullOrWhiteSpace(token))
        {
            throw new ConnectorException(
                FailureKind.Config,
                $"There is no token. Have an administrator create one in Dixa under Settings → Integrations → API tokens with the version \"Dixa API\", and set the environment variable {TokenVariable} to it.");
        }

        var config = new JsonObject { ["api_token"] = token, ["dixa_api_url"] = environment(UrlVariable), ["exports_api_url"] = environment(ExportsUrlVariable) };
        return ConnectorConfig.Of(JsonSerializer.SerializeToElement(config), mask);
    }

    private async Task WriteAsync(string? file, string report)
    {
        if (file is null)
        {
            await output.WriteAsync(report);
            await output.FlushAsync(CancellationToken.None);
            return;
        }

        await File.WriteAllTextAsync(file, report, CancellationToken.None);
        Say($"The report is in {file}. Please read it before you send it on.");
    }

    private void Tell(string step)
    {
        _step = step;
        Show($"{step} …", isLast: !isWatched);
    }

    private void TellWait(TimeSpan left) => Show(string.Create(CultureInfo.InvariantCulture, $"{_step}: the next request may go in {left.TotalSeconds:0} s"), isLast: false);

    private void Say(string line) => Show(line, isLast: true);

    private void Show(string line, bool isLast)
    {
        log.Write(isWatched ? $"\r{line.PadRight(LineWidth)}" : line);
        if (isLast)
        {
            log.WriteLine();
        }
    }
}
