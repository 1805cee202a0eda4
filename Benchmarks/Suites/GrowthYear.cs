using Dixa.Benchmarks.Simulated;

namespace Dixa.Benchmarks.Suites;

/// <summary>What a year of so many conversations takes.</summary>
/// <param name="Exports">Requests to the Exports API.</param>
/// <param name="ApiRequests">Requests to the Dixa API.</param>
/// <param name="Bytes">What is read.</param>
/// <param name="How">Whether that was measured.</param>
public sealed record GrowthYear(int Conversations, int Exports, double ApiRequests, double Bytes, double PeakBytes, string How)
{
    public const int Windows = 12;
    public const int ConversationBytes = 1_500;
    public const int MessageBytes = 600;
    public const int MessagesEach = 5;

    /// <summary>Conversations are read for their own stream and once for all that hang on them.</summary>
    public const int BytesEach = (2 * ConversationBytes) + (MessagesEach * MessageBytes);

    public const double ChildrenEach = 0.4;

    private const string IsComputed = "computed";

    /// <summary>What the connector keeps of a changed conversation while its window is gone through.</summary>
    private const int HeldBytesEach = 24;

    /// <summary>How long it took without limits; 0 where nothing was measured.</summary>
    public double Seconds { get; init; }

    public int StateBytes { get; init; }

    public bool IsMeasured => How != IsComputed;

    public double HoursAtTheLimit
    {
        get
        {
            var (exports, api) = (Traffic.LeastOfExports(Exports), Traffic.LeastOfApi(ApiRequests));
            return (exports > api ? exports : api).TotalHours;
        }
    }

    /// <summary>A year of more conversations than could be measured.</summary>
    public static GrowthYear From(GrowthYear measured, int conversations) => new(
        conversations,
        measured.Exports,
        conversations * ChildrenEach,
        (double)conversations * BytesEach,
        measured.PeakBytes + ((conversations - measured.Conversations) / Windows * (double)HeldBytesEach),
        IsComputed);
}
