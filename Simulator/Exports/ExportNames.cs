using Dixa.Simulator.Data;

namespace Dixa.Simulator.Exports;

/// <summary>The Exports API's words, all in lower case.</summary>
public static class ExportNames
{
    public static string Of(Direction direction) => direction switch
    {
        Direction.Inbound => "inbound",
        Direction.Outbound => "outbound",
        _ => "internal",
    };

    public static string Of(ConversationStatus status) => status switch
    {
        ConversationStatus.Open => "open",
        ConversationStatus.Pending => "pending",
        _ => "closed",
    };

    public static string Of(RatingStatus status) => status switch
    {
        RatingStatus.Scheduled => "scheduled",
        RatingStatus.Unscheduled => "unscheduled",
        RatingStatus.Offered => "offered",
        RatingStatus.Rated => "rated",
        _ => "cancelled",
    };
}
