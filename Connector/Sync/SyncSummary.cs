using System.Text;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Sync;

/// <summary>The table of all streams at the end of a sync's log.</summary>
public static class SyncSummary
{
    public static string Of(IReadOnlyList<StreamOutcome> outcomes)
    {
        string[] header = ["stream", "records", "size", "requests", "repeated", "time", "of that waiting", "end"];
        var rows = outcomes.Select(outcome => new[]
        {
            outcome.Stream.Name,
            Amounts.Number(outcome.Records),
            Amounts.Size(outcome.Bytes),
            Amounts.Number(outcome.Statistics.Requests),
            Amounts.Number(outcome.Statistics.Retries),
            Amounts.Duration(outcome.Elapsed),
            Amounts.Duration(outcome.Statistics.Waited),
            outcome.Failure is null ? "complete" : "incomplete",
        }).Prepend(header).ToList();
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();

        var text = new StringBuilder("Summary");
        foreach (var row in rows)
        {
            text.Append('\n').Append(row[0].PadRight(widths[0]));
            for (var column = 1; column < row.Length; column++)
            {
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            }
        }

        return text.ToString();
    }
}
