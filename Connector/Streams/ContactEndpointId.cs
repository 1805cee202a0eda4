using System.Text;
using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A contact endpoint has no id of its own: its address or number is one.</summary>
public static class ContactEndpointId
{
    /// <summary><c>"id":"…"</c>, the address or number as the API spells it; the whole row's fingerprint for a kind that has neither.</summary>
    public static ReadOnlySpan<byte> Of(in JsonRecord record)
    {
        var reader = new Utf8JsonReader(record.Json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("address"u8) || reader.ValueTextEquals("number"u8);
            reader.Read();
            if (isId && reader.TokenType == JsonTokenType.String)
            {
                return (byte[])[.. "\"id\":\""u8, .. reader.ValueSpan, (byte)'"'];
            }

            reader.Skip();
        }

        return Encoding.UTF8.GetBytes($"\"id\":\"{record.Fingerprint:x16}\"");
    }
}
