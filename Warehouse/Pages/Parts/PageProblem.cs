using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>Why there is nothing to show.</summary>
/// <param name="Advice">What to do.</param>
/// <param name="Detail">What the database said, for who does it.</param>
public sealed record PageProblem(string Title, string Advice, string? Detail = null)
{
    /// <summary>Shown until the database has been asked for the first time.</summary>
    public static PageProblem Starting { get; } = new("Reading the numbers", "They are being read from the database for the first time.");

    /// <summary>Views that know of no conversation.</summary>
    public static PageProblem NoConversations { get; } = new("No conversations yet", "The database is there and its views are too, but the last sync brought no conversation. If you expected some, look at start_date and at the token's organisation.");

    /// <summary>The name of this state.</summary>
    public string Version => $"empty: {Title}";

    public static PageProblem Of(Exception exception) => exception switch
    {
        MissingTablesException => new("No numbers yet", "Nothing was read into the database yet, or its views were made by another version. Run dixa-warehouse sync, or dixa-warehouse views if the tables are there.", exception.Message),
        StoreLostException => new("The database can't be reached", "It is asked again every few seconds.", exception.Message),
        _ => new("The database can't be read", "It is asked again every few seconds.", exception.Message),
    };
}
