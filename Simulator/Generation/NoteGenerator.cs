using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Makes the internal notes of a conversation.</summary>
public static class NoteGenerator
{
    private const double TimestampShare = 0.05;

    /// <summary>Notes with these texts, written between these times, which are in epoch milliseconds.</summary>
    public static ImmutableArray<Note> Write(RandomSource random, Guid authorId, IReadOnlyList<string> texts, long startMs, long endMs) =>
    [
        .. texts
            .Select(text => new Note(
                random.NextId(), authorId, random.Between(startMs, endMs), random.Chance(TimestampShare) ? random.Pick(Phrases.Timestamps) : text))
            .OrderBy(note => note.CreatedAtMs),
    ];
}
