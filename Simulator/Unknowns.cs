namespace Dixa.Simulator;

/// <summary>What nobody has published about Dixa, and what this one takes it to be; the defaults give a client the least to rely on.</summary>
/// <remarks>The bounds at the exact millisecond, compression and the sizes of pages are options of their own.</remarks>
public sealed record Unknowns
{
    /// <summary>The midnight that a day means in the exports' filters, in hours after that of UTC.</summary>
    public double MidnightHours { get; init; }

    /// <summary>Whether an `after` that is a day leaves that day out.</summary>
    public bool AfterSkipsDay { get; init; }

    /// <summary>Whether a `before` that is a day takes that day in.</summary>
    public bool BeforeTakesDay { get; init; }

    /// <summary>Of conversations that are asked for by their update.</summary>
    public RowOrder ConversationOrder { get; init; }

    public RowOrder MessageOrder { get; init; } = RowOrder.Ascending;

    public RowOrder ActivityOrder { get; init; }

    /// <summary>What a window of more than 31 days is answered with; null if it is answered like any other.</summary>
    public int? LongWindowStatus { get; init; } = 422;

    /// <summary>How long the exports don't show a row yet that was created or updated.</summary>
    public double LagSeconds { get; init; }

    /// <summary>The most csids that a request may have; null for any number.</summary>
    public int? MostCsids { get; init; }

    public CsidsWithTimes CsidsWithTimes { get; init; }

    /// <summary>What `updated_after` and `updated_before` do in the export of messages.</summary>
    public MessageUpdates MessageUpdates { get; init; }

    /// <summary>Whether `total_duration` and `handling_duration` are in seconds.</summary>
    public bool DurationsInSeconds { get; init; }

    /// <summary>Whether the `duration` of an exported message is in milliseconds.</summary>
    public bool CallsInMilliseconds { get; init; }

    /// <summary>What leaves a conversation's `updated_at` as it was.</summary>
    public IReadOnlyList<ConversationEvent> Unmarked { get; init; } = [];

    public ErrorForm ExportErrors { get; init; }

    public ErrorForm ApiErrors { get; init; }

    /// <summary>Whether answers say how much of the limit is left.</summary>
    public bool RateHeaders { get; init; }

    /// <summary>How long a page's key can be used; null for ever.</summary>
    public double? PageKeySeconds { get; init; }

    /// <summary>Whether a page's key can be used only once.</summary>
    public bool PageKeysOnce { get; init; }

    /// <summary>Whether the catalogues of analytics have the next page's key at their top, and no `meta`.</summary>
    public bool AnalyticsKeysOnTop { get; init; }

    /// <summary>Those of the activity log; null for the exports'.</summary>
    public Bounds? ActivityBounds { get; init; }

    /// <summary>The forms of a token that the Dixa API takes.</summary>
    public TokenForm ApiToken { get; init; }

    /// <summary>Whether the export leaves out the notes of conversations.</summary>
    public bool HidesNotes { get; init; }

    /// <summary>Whether the export leaves out the ratings of conversations.</summary>
    public bool HidesRatings { get; init; }
}
