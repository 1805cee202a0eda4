using System.Buffers;

namespace Dixa.Connector.Harness;

/// <summary>Where programs that read stdout break lines. All of them do at a line feed.</summary>
public static class LineReaders
{
    /// <summary>Python's <c>str.splitlines()</c>; Node's <c>readline</c> and .NET's <c>ReadLine</c> break at some of them.</summary>
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    /// <summary>Whether a line without its line feed is one to every reader.</summary>
    public static bool IsOneLine(ReadOnlySpan<char> line) => !line.ContainsAny(Breaks);
}
