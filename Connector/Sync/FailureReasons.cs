using System.Collections.Concurrent;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;

namespace Dixa.Connector.Sync;

/// <summary>What made the streams of a sync fail, so that a reason which many have in common is told in full only once.</summary>
public sealed class FailureReasons
{
    private readonly ConcurrentDictionary<string, string> _streams = [];

    /// <summary>The failure's sentence, or a reference to the first stream that failed with the same one.</summary>
    public string Of(Exception failure, string stream)
    {
        var first = _streams.GetOrAdd(failure.Message, stream);
        return first == stream ? failure.Message : $"The reason is the same as for {first}.";
    }

    /// <summary>
    /// The traces that a sync ends with: one for each reason. The one that only the user can mend leads, since the platform
    /// decides by the first whether to try again.
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
