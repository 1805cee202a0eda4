using System.Text;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A contact endpoint has no id of its own: its address or number is one.</summary>
public static class ContactEndpointId
{
    private static readonly NameTable<bool> Names = new([("address", true), ("number", true)]);

    /// <summary><c>"id":"…"</c>, the address or number as the API spells it; the whole row's fingerprint for a kind that has neither.</summary>
    public static ReadOnlySpan<byte> Of(in JsonRecord record)
    {
        var scanner = new JsonScanner(record.Json, 1);
        var (isFirst, place) = (true, 0);
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            var isId = Names.TryFind(scanner, ref place, out _);
            var start = scanner.At;
            var isText = scanner.Next == '"';
            scanner.SkipValue();
            if (isId && isText)
            {
                return (byte[])[.. "\"id\":"u8, .. scanner.Text(start)];
            }
        }

        return Encoding.UTF8.GetBytes($"\"id\":\"{record.Fingerprint:x16}\"");
    }
}
