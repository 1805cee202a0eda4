using Dixa.Connector.Api;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.Sync;

/// <summary>How the reading of a stream ended, and what it took.</summary>
/// <param name="Failure">Why the stream is incomplete; null when it is complete.</param>
/// <param name="Bytes">Bytes of the records' data as written.</param>
public sealed record StreamOutcome(StreamDescriptor Stream, Exception? Failure, long Records, long Bytes, RequestStatistics Statistics, TimeSpan Elapsed);
