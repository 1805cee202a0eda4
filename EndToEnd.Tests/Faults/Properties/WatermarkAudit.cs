using System.Text.Json;
using Dixa.Connector.Faults.Source;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Holds each state against what had been written when it came: whatever a sync that starts from it would not read again must be there.</summary>
/// <param name="startCursorMs">The cursor that the run began with.</param>
/// <param name="isEmitted">Whether the run has written a key so far.</param>
public sealed class WatermarkAudit(DrawnCase drawn, Ledger ledger, long? startCursorMs, Func<string, bool> isEmitted, Violations violations)
{
    private readonly StateCoverage _coverage = new(ledger.Before, ledger.Stream.Stream.Cursor, startCursorMs, (long)drawn.Lookback.TotalMilliseconds, ledger.BeforeMs);

    private DrawnStream Stream => ledger.Stream;

    public void Check(JsonElement state)
    {
        foreach (var row in _coverage.Of(state).Where(row => IsInPeriod(row.CursorMs) && !row.IsOptional && !ledger.Unsettled.Contains(row.Conversation)))
        {
            var isThere = isEmitted(row.Key) || (Stream.IsIncremental ? IsCommitted(row) : ledger.Refreshed.Contains(row.Key));
            violations.Require(isThere, "a state covers a row that was not written", () => $"{Stream.Name} {row.Key} at {row.CursorMs}: {state.GetRawText()}");
        }
    }

    private bool IsCommitted(SourceRow row) =>
        ledger.Committed.Rows.TryGetValue(row.Key, out var held)
        && (Stream.Name != "conversations" || row.IsDefective || held.CursorMs >= row.CursorMs);

    private bool IsInPeriod(long? cursorMs) => cursorMs is not { } at || drawn.IsInPeriod(at);
}
