namespace Dixa.Simulator.Faults;

/// <summary>Answers with this status instead of the data.</summary>
public sealed record StatusFault(int Code) : Fault
{
    public string Body { get; init; } = """{"message":"There was an internal server error while processing the request"}""";

    public string ContentType { get; init; } = "application/json";

    /// <summary>Sent as they are given, `Retry-After` in whatever spelling among them; each line of a value is a header of its own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.StatusCode = Code;
        context.Response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value.Split('\n');
        }

        return context.Response.WriteAsync(Body, context.RequestAborted);
    }
}
