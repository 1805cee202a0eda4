using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>An answer of the Dixa API that was read whole.</summary>
/// <param name="Rows">How many rows it had.</param>
/// <param name="Next">Its <c>meta.next</c>, if there is one.</param>
/// <param name="Members">The names of its members beside <c>data</c>, and <c>meta.next</c> for that one.</param>
/// <param name="Fingerprint">Of its rows.</param>
public sealed record Page(Answer Answer, int Rows, string? Next, IReadOnlyList<string> Members, string Fingerprint)
{
    public bool HasNext => Next is not null || Members.Contains("pageKey");
}
