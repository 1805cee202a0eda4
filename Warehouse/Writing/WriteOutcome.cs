using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Writing;

/// <summary>How the input ended.</summary>
/// <param name="Streams">What became of each stream, in the order of the catalog.</param>
/// <param name="Messages">How many messages came at all.</param>
/// <param name="HasStatuses">Whether the source tells the ends of streams.</param>
/// <param name="IsCut">Whether the input ended within a line.</param>
public sealed record WriteOutcome(IReadOnlyList<StreamOutcome> Streams, long Messages, bool HasStatuses, bool IsCut)
{
    /// <summary>Why this was no success, in a sentence for the user; null if it was one.</summary>
    public string? Failure
    {
        get
        {
            var unfinished = Streams.Where(stream => !stream.IsComplete).Select(stream => stream.Name.ToString()).ToList();
            var dropped = Streams.Sum(stream => stream.Dropped);
            var kept = dropped > 0 ? $" {dropped} records came after the last state of their stream and are not kept; they will come again." : " What came up to the last states is kept.";
            return Messages == 0 && Streams.Count > 0 ? "The input was empty: the source has said nothing."
                : IsCut ? $"The input ended within a line: the source was cut off.{kept}"
                : HasStatuses && unfinished.Count > 0 ? $"The source did not complete {Some(unfinished)}.{kept}"
                : dropped > 0 ? $"The input ended without a last state.{kept}"
                : null;
        }
    }

    private static string Some(List<string> names) => names.Count <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Count - 4} other streams";
}

/// <summary>What became of a stream.</summary>
/// <param name="Records">How many records are committed.</param>
/// <param name="Dropped">How many came that no state covered.</param>
/// <param name="IsComplete">Whether the source has ended it well.</param>
public sealed record StreamOutcome(StreamName Name, long Records, long Bytes, long Dropped, bool IsComplete);
