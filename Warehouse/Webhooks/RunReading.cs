namespace Dixa.Warehouse.Webhooks;

/// <summary>What a run has read, as far as events ask for it.</summary>
/// <param name="Asked">The streams that it was to read.</param>
/// <param name="Complete">Those that it has read to their end.</param>
/// <param name="Newest">Of each stream the latest of its rows' times.</param>
/// <param name="From">Rows from then on were read.</param>
public sealed record RunReading(IReadOnlySet<string> Asked, IReadOnlySet<string> Complete, IReadOnlyDictionary<string, DateTimeOffset> Newest, DateTimeOffset From)
{
    /// <summary>
    /// Whether what an event tells of has come. An event names no row here, so it is the latest row that tells: one that is as late as the
    /// event shows that the export has come as far. A row that appears later than its neighbours is found by the lookback.
    /// </summary>
    public Finding Finds(HeardEvent heard)
    {
        var asked = heard.Streams.Where(Asked.Contains).ToList();
        if (asked.Count == 0)
        {
            return Finding.Skipped;
        }

        if (!asked.TrueForAll(Complete.Contains))
        {
            return Finding.Missing;
        }

        var hasCome = !Asked.Contains(heard.Witness) || (Newest.TryGetValue(heard.Witness, out var newest) && newest + BellPace.Tolerance >= heard.At);
        return heard.At < From ? Finding.Late : hasCome ? Finding.Read : Finding.Missing;
    }
}
