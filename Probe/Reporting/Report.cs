using System.Globalization;
using System.Text;
using Dixa.Connector;
using Dixa.Connector.Diagnostics;
using Dixa.Probe.Facts;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Reporting;

/// <summary>The report in Markdown, made to be pasted into an issue: what contradicts comes first, with what follows from it.</summary>
public static class Report
{
    /// <summary>The findings of a run so far.</summary>
    public static IReadOnlyList<Finding> Findings(ProbeRun run) => [.. FactTable.All.Select(fact => new Finding(fact, fact.Judge(run.Seen)))];

    public static string Of(ProbeRun run)
    {
        var findings = Findings(run);
        var text = new StringBuilder();
        AppendHead(text, run, findings);
        foreach (var finding in findings.Where(each => each.Judgement.Verdict == Verdict.Contradicts))
        {
            AppendContradiction(text, finding);
        }

        AppendTable(text, "As assumed", "found", [.. findings.Where(each => each.Judgement.Verdict == Verdict.AsAssumed)]);
        AppendTable(text, "Could not be told", "why", [.. findings.Where(each => each.Judgement.Verdict == Verdict.NotTold)]);
        AppendFailures(text, run);
        return text.ToString();
    }

    private static void AppendHead(StringBuilder text, ProbeRun run, IReadOnlyList<Finding> findings)
    {
        int Count(Verdict verdict) => findings.Count(each => each.Judgement.Verdict == verdict);
        text.Append(CultureInfo.InvariantCulture, $"""
            # What this Dixa account shows

            | | |
            |---|---|
            | source-dixa | {ConnectorVersion.Current} |
            | begun | {Amounts.Time(run.Begun)} |
            | took | {Amounts.Duration(run.Took)} |
            | requests | {run.Tally.Total} of at most {RequestTally.Most} |

            """);
        foreach (var host in run.Hosts)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {host} | {run.Tally.Of(host)}: {run.Tally.Statuses(host)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{Count(Verdict.AsAssumed)} facts are as assumed, {Count(Verdict.Contradicts)} contradict, {Count(Verdict.NotTold)} could not be told. Nothing here is anybody's data: counts, statuses, differences of time, names of headers and fields.\n");
        if (run.Ended is { } ended)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{ended}**\n");
        }

        if (Count(Verdict.Contradicts) > 0)
        {
            text.Append("\n## Contradicts\n");
        }
    }

    private static void AppendContradiction(StringBuilder text, Finding finding)
    {
        var (fact, judgement) = (finding.Fact, finding.Judgement);
        text.Append(CultureInfo.InvariantCulture, $"""

            ### `{fact.Id}`

            {fact.Question} Assumed: {Lower(fact.Assumed)} **Found: {judgement.Found}.**


            """);
        foreach (var evidence in judgement.Evidence.Where(each => each.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {evidence}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nWhat follows: {fact.Otherwise}\n");
    }

    private static void AppendTable(StringBuilder text, string title, string column, List<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| fact | asked | {column} | evidence |\n|---|---|---|---|\n");
        foreach (var (fact, judgement) in findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{fact.Id}` | {fact.Question} | {judgement.Found} | {string.Join("<br>", judgement.Evidence.Where(each => each.Length > 0))} |\n");
        }
    }

    private static void AppendFailures(StringBuilder text, ProbeRun run)
    {
        if (run.Seen.Failures.Count == 0)
        {
            return;
        }

        text.Append("\n## What failed\n\n");
        foreach (var (step, failure) in run.Seen.Failures.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {step}: {failure}\n");
        }
    }

    private static string Lower(string sentence) => char.IsUpper(sentence[1]) ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
