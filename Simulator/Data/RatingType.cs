namespace Dixa.Simulator.Data;

/// <summary>A kind of survey question; the Exports API and the Dixa API spell its name differently.</summary>
public sealed record RatingType(string ExportName, string ApiName, int LowestScore, int HighestScore)
{
    public static RatingType Csat { get; } = new("csat", "Csat", 1, 5);

    public static RatingType Nps { get; } = new("nps", "Nps", 0, 10);

    public static RatingType ThumbsUpOrDown { get; } = new("thumbsupordown", "ThumbsUpOrDown", 0, 1);

    /// <summary>The Exports API's published sample has this name, the Dixa API's list of types hasn't: there it is taken for the other question with five steps.</summary>
    public static RatingType Stars { get; } = new("stars", "Csat", 1, 5);
}
