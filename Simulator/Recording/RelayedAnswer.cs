using System.Net;

namespace Dixa.Simulator.Recording;

/// <summary>An answer on its way through the recorder: what was asked, and what came of it.</summary>
/// <param name="Method">GET, or POST for what reads by posting.</param>
/// <param name="Target">Path and query as the client wrote them.</param>
/// <param name="Posted">The body of the request, if it had one.</param>
/// <param name="Status">The status.</param>
/// <param name="IsHtml">Whether it says that it is HTML, as error pages of gateways are.</param>
/// <param name="Encodings">How the body is packed.</param>
public sealed record RelayedAnswer(string Method, string Target, string? Posted, HttpStatusCode Status, bool IsHtml, IReadOnlyList<string> Encodings)
{
    public string Path => Target.Split('?', 2)[0];

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>What comes and goes with the moment says nothing about the account.</summary>
    public bool IsPassing => (int)Status is (>= 300 and < 400) or 408 or 429;

    public RecordedTable? Table => Method == "GET" ? RecordedLayout.Tables.FirstOrDefault(table => table.Path == Path.TrimEnd('/')) : null;
}
