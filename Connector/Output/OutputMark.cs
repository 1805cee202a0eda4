namespace Dixa.Connector.Output;

/// <summary>A place in a stream's output.</summary>
/// <param name="Length">The length of the chunk, in bytes.</param>
/// <param name="Records">The records of the stream.</param>
/// <param name="Bytes">The size of their data, in bytes.</param>
public readonly record struct OutputMark(int Length, long Records, long Bytes);
