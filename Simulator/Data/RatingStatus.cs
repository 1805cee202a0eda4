namespace Dixa.Simulator.Data;

/// <summary>How far a survey question has come.</summary>
public enum RatingStatus
{
    Scheduled,
    Unscheduled,
    Offered,
    Rated,
    Cancelled,
}
