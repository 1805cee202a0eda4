namespace Dixa.Warehouse.Writing;

/// <summary>How a run is judged.</summary>
/// <param name="Status"><c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="Error">Why it did not succeed, for the user.</param>
public sealed record RunResult(string Status, string? Error)
{
    public static RunResult Of(string? error, bool isStopped) => new(isStopped ? "stopped" : error is null ? "succeeded" : "failed", isStopped ? null : error);
}
