namespace Dixa.Benchmarks.Processes;

/// <summary>A program with its arguments.</summary>
/// <param name="Clock">The clock that the connector is to go by; null for the real one.</param>
public sealed record Command(string Program, IReadOnlyList<string> Arguments, string? Clock = null)
{
    public static Command Curl(params IEnumerable<string> arguments) => new("curl", ["--silent", "--fail", .. arguments]);

    public override string ToString() => $"{Program} {string.Join(' ', Arguments)}";
}
