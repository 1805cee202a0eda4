using Dixa.Simulator;
using Dixa.Simulator.Http;
using Microsoft.AspNetCore.Http;

namespace Dixa.Demo;

/// <summary>Holds a full read, and one of what changed since, against what the simulator holds; each problem is a sentence.</summary>
public sealed class Audit(Organization organization)
{
    private readonly MergedRows _merged = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, HeldRow>> _earlier = [];

    /// <summary>Rows that a warehouse holds which took all reads.</summary>
    public int Rows => _merged.Counts.Values.Sum();

    /// <summary>How many requests were refused because they went over a rate limit.</summary>
    public static int Refused(IEnumerable<LoggedRequest> requests) =>
        requests.Count(request => request.Status == StatusCodes.Status429TooManyRequests);

    /// <summary>Of a read that has just ended; the organisation has not changed since it began.</summary>
    public IReadOnlyList<string> Of(ReadRun read, DateTimeOffset now)
    {
        _merged.Take(read.Tally);
        var held = new Holdings(organization, now, read.Tally);
        return [.. read.Tally.Streams.SelectMany(stream => Of(stream, held)).Concat(Unknown(read.Command)).Select(problem => $"{read.Command.File}: {problem}")];
    }

    /// <summary>Of a database that took the reads: as many rows in each table as there are to hold.</summary>
    public IReadOnlyList<string> Of(IReadOnlyDictionary<string, long> tables) =>
    [
        .. _merged.Counts
            .Where(held => tables.GetValueOrDefault(held.Key) != held.Value)
            .Select(held => $"{OutputFolder.Database}: {held.Key} has {Figure.Count(tables.GetValueOrDefault(held.Key), "row")}, and not {Figure.Number(held.Value)}."),
    ];

    /// <remarks>What is asked for and belongs to no stream would be counted nowhere.</remarks>
    private static IEnumerable<string> Unknown(CommandRun command) => command.Requests
        .Where(request => request.Route is null || StreamOrigins.StreamAt(request.Route) is null)
        .Select(request => $"{request.Path} was asked for, which no stream reads.");

    private IEnumerable<string> Of(StreamTally tally, Holdings held)
    {
        var (stream, name) = (tally.Stream, tally.Stream.Name);
        if (tally.Phase != StreamPhase.Complete)
        {
            yield return $"{name} did not end with COMPLETE.";
        }

        if (tally.Records != tally.Versions.Count)
        {
            yield return $"{name}: {tally.Records - tally.Versions.Count} records came more than once.";
        }

        if (StreamOrigins.Of(name) is not { } origin)
        {
            yield return $"{name} is compared with nothing: it has no entry in {nameof(StreamOrigins)}.";
            yield break;
        }

        var rows = held.RowsOf(stream, origin);
        if (_merged.Compare(name, rows, stream.IsIncremental ? _earlier.GetValueOrDefault(name) : null) is { } difference)
        {
            yield return difference;
        }

        _earlier[name] = rows;
    }
}
