using Dixa.Simulator.Http;

namespace Dixa.Simulator.Demo;

/// <summary>Holds a full read, and one of what changed since, against what the simulator holds; each problem is a sentence.</summary>
public sealed class Audit(Organization organization)
{
    private readonly Warehouse _warehouse = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, HeldRow>> _earlier = [];

    /// <summary>Rows in the warehouse.</summary>
    public int Rows => _warehouse.Rows;

    /// <summary>How many requests were refused because they went over a rate limit.</summary>
    public static int Refused(IEnumerable<LoggedRequest> requests) =>
        requests.Count(request => request.Status == StatusCodes.Status429TooManyRequests);

    /// <summary>Of a read that has just ended; the organisation has not changed since it began.</summary>
    public IReadOnlyList<string> Of(ReadRun read, DateTimeOffset now)
    {
        _warehouse.Take(read.Tally);
        var held = new Holdings(organization, now, read.Tally);
        return [.. read.Tally.Streams.SelectMany(stream => Of(stream, held)).Concat(Of(read)).Select(problem => $"{read.Command.File}: {problem}")];
    }

    /// <remarks>A request that never arrived, because it was given up before, is the connector's alone to know.</remarks>
    private static IEnumerable<string> Of(ReadRun read)
    {
        var said = read.Tally.Streams.Sum(stream => stream.Requests ?? 0);
        return said >= read.Command.Requests.Count ? [] : [$"the connector says that it sent {said} requests, and {read.Command.Requests.Count} arrived."];
    }

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
        if (_warehouse.Compare(name, rows, stream.IsIncremental ? _earlier.GetValueOrDefault(name) : null) is { } difference)
        {
            yield return difference;
        }

        _earlier[name] = rows;
    }
}
