using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Holds exit code, statuses and traces of a run against each other and against what happened to it.</summary>
/// <param name="mayFail">Whether something happened that no sync gets over.</param>
/// <param name="end">How the harness ended it.</param>
public sealed class ProtocolAudit(Run run, IReadOnlyList<string> streams, EndKind end, bool mayFail, Violations violations)
{
    private const int Killed = 137;
    private const int Terminated = 143;
    private const int Interrupted = 130;

    /// <summary>Whether the run came to its end as if nobody had ended it.</summary>
    public bool EndedByItself => end switch
    {
        EndKind.Kill => run.ExitCode != Killed,
        EndKind.Terminate => run.ExitCode != Terminated,
        EndKind.Interrupt => run.ExitCode != Interrupted,
        EndKind.CloseOutput => false,
        _ => true,
    };

    public void Check(IReadOnlyList<string> tokenForms)
    {
        var output = string.Join('\n', run.Lines.Append(run.Stderr));
        foreach (var form in tokenForms)
        {
            violations.Require(
                !output.Contains(form, StringComparison.OrdinalIgnoreCase),
                "the token is in the output",
                () => $"{form} in {run.Lines.FirstOrDefault(line => line.Contains(form, StringComparison.OrdinalIgnoreCase)) ?? run.Stderr}");
        }

        violations.Require(run.Stderr.Length == 0, "something is on stderr", () => run.Stderr);
        var traces = run.Messages.Where(message => message.GetProperty("type").GetString() == "TRACE").Select(message => message.GetProperty("trace")).ToList();
        var errors = traces.Where(trace => trace.GetProperty("type").GetString() == "ERROR").Select(trace => trace.GetProperty("error")).ToList();
        var statuses = streams.ToDictionary(stream => stream, stream => run.Statuses(stream).ToList());
        foreach (var (stream, sequence) in statuses)
        {
            violations.Require(IsLife(sequence), "statuses out of order", () => $"{stream}: {string.Join(", ", sequence)}");
        }

        if (end == EndKind.CloseOutput)
        {
            violations.Require(run.ExitCode is 0 or 1, "the exit code without a reader", () => $"{run.ExitCode}");
        }
        else if (EndedByItself)
        {
            CheckEnd(statuses, errors);
        }
        else
        {
            // A kill may come after the errors of streams that had failed, which are the last lines.
            violations.Require(mayFail || errors.Count == 0, "an error of a run that was stopped", () => errors[0].ToString());
        }
    }

    private void CheckEnd(Dictionary<string, List<string>> statuses, List<JsonElement> errors)
    {
        var incomplete = statuses.Where(each => each.Value is not [.., "COMPLETE"]).Select(each => each.Key).Order().ToList();
        var told = errors.SelectMany(StreamsOf).Order().ToList();
        violations.Require(statuses.Values.All(sequence => sequence is [.., "COMPLETE" or "INCOMPLETE"]), "a stream without an end", run.ToString);
        violations.Require(incomplete.SequenceEqual(told) && errors.Select(error => error.GetProperty("message").GetString()).Distinct().Count() == errors.Count, "errors and incomplete streams differ", () => $"{string.Join(", ", incomplete)} / {string.Join(", ", told)}");
        violations.Require(run.ExitCode == (incomplete.Count == 0 ? 0 : 1), "the exit code", () => $"{run.ExitCode} with {incomplete.Count} incomplete streams");
        violations.Require(mayFail || incomplete.Count == 0, "a stream failed though nothing stood in its way", run.ToString);
    }

    /// <summary>A reason that several streams have in common is one trace, which names the others in its internal message.</summary>
    private static string[] StreamsOf(JsonElement error)
    {
        const string All = "Streams: ";
        var details = error.GetProperty("internal_message").GetString()!;
        return details.StartsWith(All, StringComparison.Ordinal)
            ? details[All.Length..details.IndexOf('.', StringComparison.Ordinal)].Split(", ")
            : error.TryGetProperty("stream_descriptor", out var stream) ? [stream.GetProperty("name").GetString()!] : [];
    }

    private static bool IsLife(List<string> statuses) =>
        statuses.Count == 0
        || (statuses[0] == "STARTED" && statuses.Skip(1).SkipLast(1).All(status => status == "RUNNING") && (statuses.Count == 1 || statuses[^1] != "STARTED"));
}
