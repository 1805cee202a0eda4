using System.Globalization;

namespace Dixa.Probe.Wire;

/// <summary>Counts the requests of a run by host and status, and lets no more go than a run may make.</summary>
public sealed class RequestTally
{
    /// <summary>The most requests of a run, whatever happens.</summary>
    public const int Most = 300;

    /// <summary>Stands for a status where a request got no answer.</summary>
    private const int Unanswered = 0;

    private readonly SortedDictionary<(string Host, int Status), int> _counts = [];

    public int Total { get; private set; }

    /// <summary>Called before each request.</summary>
    /// <exception cref="RequestLimitException">There have been as many as there may be.</exception>
    public void Begin() => Total = Total < Most ? Total + 1 : throw new RequestLimitException();

    /// <param name="status">Null if there was no answer.</param>
    public void Answered(string host, int? status) => _counts[(host, status ?? Unanswered)] = _counts.GetValueOrDefault((host, status ?? Unanswered)) + 1;

    public int Of(string host) => _counts.Where(entry => entry.Key.Host == host).Sum(entry => entry.Value);

    /// <summary>Such as <c>11 × 200, 1 × 401</c>.</summary>
    public string Statuses(string host)
    {
        var counts = _counts.Where(entry => entry.Key.Host == host)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value} × {(entry.Key.Status == Unanswered ? "no answer" : entry.Key.Status)}"))
            .ToList();
        return counts.Count == 0 ? "none" : string.Join(", ", counts);
    }
}
