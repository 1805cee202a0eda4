using Dixa.Connector.Api;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.Sync;

/// <summary>How reading a stream ended, with its figures.</summary>
/// <param name="Failure">Why the stream is incomplete; null if it is complete.</param>
/// <param name="Bytes">The size of the records' data as written.</param>
public sealed record StreamOutcome(StreamDescriptor Stream, Exception? Failure, long Records, long Bytes, RequestStatistics Statistics, TimeSpan Elapsed);
