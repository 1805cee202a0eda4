namespace Dixa.Connector.Api;

/// <summary>An answer that has to be held whole is larger than may be held.</summary>
public sealed class AnswerTooLargeException(long mostBytes) : Exception($"the answer has more than {mostBytes} bytes")
{
    public long MostBytes { get; } = mostBytes;
}
