namespace Dixa.Connector.Json;

/// <summary>Goes through the members of an object, for <c>foreach</c>.</summary>
/// <param name="json">An object that is known to be valid; anything else has no members.</param>
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

        // A scanner for each member: so each has flaws of its own.
        var scanner = new JsonScanner(_json, _at);
        if (!scanner.NextMember(ref _isFirst, out var isOver) || isOver)
        {
            return false;
        }

        // Members inside the value would take the name's place.
        var name = scanner.Name;
        var (isEscaped, valueAt) = (scanner.IsNameEscaped, scanner.At);
        scanner.SkipValue();
        Current = new JsonMember(name, isEscaped, scanner.Text(valueAt), scanner.Flaws);
        _at = scanner.At;
        return true;
    }
}
