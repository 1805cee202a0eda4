using System.Globalization;
using System.Text;

namespace Dixa.Connector.Sync;

/// <summary>The table of all streams that a sync ends its log with.</summary>
public static class SyncSummary
{
    public static string Of(IReadOnlyList<StreamOutcome> outcomes)
    {
        string[] header = ["stream", "records", "bytes", "requests", "repeated", "waited", "seconds", "end"];
        var rows = outcomes.Select(outcome => new[]
        {
            outcome.Stream.Name,
            Number(outcome.Records),
            Number(outcome.Bytes),
            Number(outcome.Meter.Requests),
            Number(outcome.Meter.Retries),
            Seconds(outcome.Meter.Waited),
            Seconds(outcome.Elapsed),
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

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
