using Dixa.Connector.Harness;

namespace Dixa.Connector.Faults.Properties;

/// <summary>What cases have come to.</summary>
public sealed class Tally
{
    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<EndKind, int> _ends = [];

    public int Cases { get; init; }

    public int Runs { get; private set; }

    public long Requests { get; private set; }

    public long Records { get; private set; }

    public long States { get; private set; }

    public void Add(Run run, int states, long records, int requests, IEnumerable<WatchedFault> faults, EndKind end)
    {
        Runs++;
        Requests += requests;
        Records += records;
        States += states;
        Count(_ends, end, 1);
        foreach (var fault in faults.Where(fault => fault.HasStruck))
        {
            Count(_faults, fault.Drawn.Fault.GetType().Name, 1);
        }
    }

    public Tally Plus(Tally other)
    {
        var sum = new Tally { Cases = Cases + other.Cases, Runs = Runs + other.Runs, Requests = Requests + other.Requests, Records = Records + other.Records, States = States + other.States };
        foreach (var each in _ends.Concat(other._ends))
        {
            Count(sum._ends, each.Key, each.Value);
        }

        foreach (var each in _faults.Concat(other._faults))
        {
            Count(sum._faults, each.Key, each.Value);
        }

        return sum;
    }

    public override string ToString() =>
        $"""
        {Cases} cases, {Runs} runs, {Requests} requests, {Records} records, {States} states
        ends: {string.Join(", ", _ends.Select(each => $"{each.Key} {each.Value}"))}
        faults that struck: {string.Join(", ", _faults.Select(each => $"{each.Key} {each.Value}"))}
        """;

    private static void Count<T>(SortedDictionary<T, int> counts, T what, int more)
        where T : notnull => counts[what] = counts.GetValueOrDefault(what) + more;
}
