using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Stores;

/// <summary>Which refresh the rows of a stream are of, and which ones are kept.</summary>
/// <param name="Current">What is written is of this generation.</param>
/// <param name="Minimum">Rows of earlier generations go when the stream is complete; 0 for none.</param>
public sealed record Generation(long Current, long Minimum)
{
    /// <summary>Whether rows go when the stream is complete.</summary>
    public bool IsRefresh => Minimum > 0;

    /// <summary>The generation of a run: what the platform says, else what the destination sync mode and the last run make of it.</summary>
    /// <remarks>
    /// Without ids it isn't told whether a source goes on with a refresh that was cut off. One that can is taken to: rows stay too
    /// long then at the worst, and none is lost.
    /// </remarks>
    public static Generation Of(ConfiguredStream stream, Bookmark? bookmark)
    {
        if (stream.GenerationId is { } id)
        {
            return new Generation(id, stream.MinimumGenerationId ?? 0);
        }

        var last = bookmark?.Generation ?? 0;
        if (!stream.Overwrites)
        {
            return new Generation(last, 0);
        }

        var current = bookmark is { IsRefreshing: true } && stream.IsResumable ? last : last + 1;
        return new Generation(current, current);
    }
}
