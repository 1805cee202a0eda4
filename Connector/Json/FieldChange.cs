using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>A field of a record that is not written as Dixa sent it: an entry of the protocol's <c>meta.changes</c>.</summary>
/// <param name="Field">The top-level field, which becomes a column.</param>
/// <param name="Change"><c>TRUNCATED</c> or <c>NULLED</c>.</param>
/// <param name="Reason">One of the protocol's <c>SOURCE_…</c> reasons.</param>
public sealed record FieldChange(string Field, string Change, string Reason)
{
    private static readonly int Around = """{"field":"","change":"","reason":""},""".Length;

    /// <summary>The entry's size in bytes, including a comma.</summary>
    public int JsonBytes => Around + JavaScriptEncoder.Default.Encode(Field).Length + Change.Length + Reason.Length;

    /// <summary>Invalid UTF-8 in the field was replaced by U+FFFD, since no platform would accept the line otherwise.</summary>
    public static FieldChange OfBrokenText(string field) => new(field, "TRUNCATED", "SOURCE_SERIALIZATION_ERROR");

    /// <summary>Texts in the field were cut.</summary>
    public static FieldChange OfCutText(string field) => new(field, "TRUNCATED", "SOURCE_RECORD_SIZE_LIMITATION");

    /// <summary>The field was replaced by null, since cutting texts was not enough.</summary>
    public static FieldChange OfLeftOut(string field) => new(field, "NULLED", "SOURCE_RECORD_SIZE_LIMITATION");

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("field"u8, Field);
        json.WriteString("change"u8, Change);
        json.WriteString("reason"u8, Reason);
        json.WriteEndObject();
    }
}
