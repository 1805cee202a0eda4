using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <summary>Finds members of an object on the way through its bytes, without a document.</summary>
public static class JsonMembers
{
    /// <summary>Goes from the beginning of an object to the value of its first member of that name.</summary>
    /// <returns>False if there is none, or if the reader is not at the beginning of an object.</returns>
    public static bool TryEnter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
