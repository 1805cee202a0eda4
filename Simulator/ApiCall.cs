namespace Dixa.Simulator;

/// <summary>A request that was let in, and what its answer is made from.</summary>
public sealed record ApiCall(HttpContext Http, Organization Organization, SimulatorOptions Options, LiveSettings Settings, TimeProvider Time)
{
    /// <summary>The request's parameters; for a later page those of the first one among them.</summary>
    public IQueryCollection Query { get; init; } = Http.Request.Query;

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
