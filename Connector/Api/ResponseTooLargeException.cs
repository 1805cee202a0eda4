namespace Dixa.Connector.Api;

/// <summary>A response that has to be held in memory is larger than the limit.</summary>
public sealed class ResponseTooLargeException(long mostBytes) : Exception($"the response has more than {mostBytes} bytes")
{
    public long MostBytes { get; } = mostBytes;
}
