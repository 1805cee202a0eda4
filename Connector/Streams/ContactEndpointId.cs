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
