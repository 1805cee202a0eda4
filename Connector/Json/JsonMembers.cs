namespace Dixa.Connector.Json;

/// <summary>Enumerates the members of an object with <c>foreach</c>.</summary>
/// <param name="json">A valid object. Anything else has no members.</param>
public ref struct JsonMembers(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at = 1;
    private bool _isFirst = true;

    public JsonMember Current { get; private set; }

    public readonly JsonMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_json.IsEmpty || _json[0] != '{')
        {
            return false;
        }

        // Each member has a scanner of its own, and so its own flaws.
        var scanner = new JsonScanner(_json, _at);
        if (!scanner.NextMember(ref _isFirst, out var isOver) || isOver)
        {
            return false;
        }

        // Keep the name: members inside the value would replace it.
        var name = scanner.Name;
        var (isEscaped, valueAt) = (scanner.IsNameEscaped, scanner.At);
        scanner.SkipValue();
        Current = new JsonMember(name, isEscaped, scanner.Text(valueAt), scanner.Flaws);
        _at = scanner.At;
        return true;
    }
}
