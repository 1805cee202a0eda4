namespace Dixa.Simulator.Demo;

/// <summary>Holds what the connector did against what the simulator knows; each problem is a sentence.</summary>
public static class Audit
{
    /// <summary>Of a read that the warehouse has just taken; the organisation has not changed since it began.</summary>
    public static IEnumerable<string> Of(ReadRun read, Warehouse warehouse, Organization organization, DateTimeOffset now) =>
        read.Tally.Streams.SelectMany(stream => Of(stream, warehouse, organization, now)).Concat(Of(read)).Select(problem => $"{read.Command.File}: {problem}");

    private static IEnumerable<string> Of(ReadRun read)
    {
        var said = read.Tally.Streams.Sum(stream => stream.Requests ?? 0);
        return said == read.Command.Requests.Count ? [] : [$"the connector says that it sent {said} requests, and {read.Command.Requests.Count} arrived."];
    }

    public static IEnumerable<string> Of(CommandRun command)
    {
        var refused = command.Requests.Count(request => request.Status == StatusCodes.Status429TooManyRequests);
        return refused == 0 ? [] : [$"{command.File}: {Figure.Count(refused, "request")} went over the rate limit and got a 429."];
    }

    private static IEnumerable<string> Of(StreamTally stream, Warehouse warehouse, Organization organization, DateTimeOffset now)
    {
        var name = stream.Stream.Name;
        if (stream.Phase != StreamPhase.Complete)
        {
            yield return $"{name} did not end with COMPLETE.";
        }

        if (stream.Records != stream.Versions.Count)
        {
            yield return $"{name}: {stream.Records - stream.Versions.Count} records came more than once.";
        }

        if (StreamOrigins.Of(stream.Stream) is { } origin && warehouse.Compare(name, origin.Rows(organization, now)) is { } difference)
        {
            yield return difference;
        }
    }
}
