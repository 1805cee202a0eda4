using System.Collections.Concurrent;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;

namespace Dixa.Connector.Sync;

/// <summary>Collects why streams of a sync failed, so that a shared reason is logged in full only once.</summary>
public sealed class FailureReasons
{
    private readonly ConcurrentDictionary<string, string> _streams = [];

    /// <summary>The failure's sentence, or a reference to the first stream that failed for the same reason.</summary>
    public string Of(Exception failure, string stream)
    {
        var first = _streams.GetOrAdd(failure.Message, stream);
        return first == stream ? failure.Message : $"The reason is the same as for {first}.";
    }

    /// <summary>
    /// The traces at the end of a sync, one for each reason. A reason that the user has to fix comes first, since the platform decides
    /// by the first trace whether to try again.
    /// </summary>
    public static IEnumerable<Message> Traces(IEnumerable<StreamOutcome> outcomes, DateTimeOffset at, bool isDebug) => outcomes
        .Where(outcome => outcome.Failure is not null)
        .GroupBy(outcome => outcome.Failure is ConnectorException known ? (object)(known.Kind, known.Message) : outcome)
        .OrderBy(group => (group.First().Failure as ConnectorException)?.Kind switch
        {
            FailureKind.Config => 0,
            FailureKind.Transient => 2,
            _ => 1,
        })
        .Select(group => Message.Error(group.First().Failure!, [.. group.Select(outcome => outcome.Stream)], at, isDebug));
}
