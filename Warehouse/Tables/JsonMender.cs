using System.Text;
using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <summary>Rewrites a JSON value so that a database that parses it can hold it.</summary>
public static class JsonMender
{
    /// <summary>Appends the value: NUL and half characters become U+FFFD, numbers beyond all measure their text, and so does a value that is nested too deep.</summary>
    /// <returns>Whether anything had to be changed.</returns>
    public static bool Append(ReadOnlySpan<byte> value, JsonValueScan scan, Scratch into)
    {
        var start = into.Length;
        if (scan.Depth > JsonValueScan.MostDepth)
        {
            into.Write((byte)'"');
            into.Write(JsonEncodedText.Encode(Encoding.UTF8.GetString(value)).EncodedUtf8Bytes);
            into.Write((byte)'"');
        }
        else if (scan.HasLongNumbers)
        {
            AppendWithNumbersAsText(value, into);
        }
        else
        {
            into.Write(value);
        }

        var isMended = EscapedText.Mend(into[start..into.Length]);
        return isMended || scan.HasLongNumbers || scan.Depth > JsonValueScan.MostDepth;
    }

    private static void AppendWithNumbersAsText(ReadOnlySpan<byte> value, Scratch into)
    {
        var reader = new Utf8JsonReader(value, RowReader.ReaderOptions);
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && JsonValueScan.IsLong(reader.ValueSpan))
            {
                var start = (int)reader.TokenStartIndex;
                into.Write(value[copied..start]);
                into.Write((byte)'"');
                into.Write(reader.ValueSpan);
                into.Write((byte)'"');
                copied = (int)reader.BytesConsumed;
            }
        }

        into.Write(value[copied..]);
    }
}
