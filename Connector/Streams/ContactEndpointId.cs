using System.Text;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>Makes an id for a contact endpoint, which has none of its own.</summary>
public static class ContactEndpointId
{
    private static readonly NameTable<bool> Names = new([("address", true), ("number", true)]);

    /// <summary><c>"id":"…"</c>: the address or number as the API writes it, or the whole row's fingerprint for a kind that has neither.</summary>
    public static ReadOnlySpan<byte> Of(in JsonRecord record)
    {
        var place = 0;
        foreach (var member in new JsonMembers(record.Json))
        {
            if (Names.TryFind(member, ref place, out _) && member.Value[0] == '"')
            {
                return (byte[])[.. "\"id\":"u8, .. member.Value];
            }
        }

        return Encoding.UTF8.GetBytes($"\"id\":\"{record.Fingerprint:x16}\"");
    }
}
