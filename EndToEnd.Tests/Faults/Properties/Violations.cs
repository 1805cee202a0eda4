namespace Dixa.Connector.Faults.Properties;

/// <summary>What a case found broken, the first few of each kind.</summary>
public sealed class Violations
{
    private const int MostOfAKind = 3;

    private readonly Dictionary<string, int> _kinds = [];
    private readonly List<string> _all = [];

    public bool Any => _all.Count > 0;

    public void Require(bool holds, string kind, Func<string> what)
    {
        if (holds)
        {
            return;
        }

        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        if (_kinds[kind] <= MostOfAKind)
        {
            _all.Add($"{kind}: {what()}");
        }
    }

    public override string ToString() => string.Join('\n', _all.Concat(_kinds.Where(each => each.Value > MostOfAKind).Select(each => $"{each.Key}: {each.Value} times in all")));
}
