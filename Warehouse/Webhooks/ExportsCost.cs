namespace Dixa.Warehouse.Webhooks;

/// <summary>How many requests to the Exports API a read takes at least: one for each window of each stream that is exported.</summary>
public static class ExportsCost
{
    /// <summary>The streams that are exports.</summary>
    private static readonly string[] Exported = ["conversations", "messages"];

    /// <summary>Streams that read which conversations have changed, once for all of them together.</summary>
    private static readonly string[] OfChanged =
        ["conversation_details", "conversation_messages", "conversation_notes", "conversation_ratings", "linked_conversations", "enduser_details"];

    /// <param name="span">The time that is read.</param>
    /// <param name="window">The longest time that one request may cover.</param>
    public static int Of(IEnumerable<string> streams, TimeSpan span, TimeSpan window)
    {
        var names = streams.ToHashSet();
        var walks = Exported.Count(names.Contains) + (OfChanged.Any(names.Contains) ? 1 : 0);
        return walks * Math.Max(1, (int)Math.Min(int.MaxValue / 4, Math.Ceiling(span / window)));
    }
}
