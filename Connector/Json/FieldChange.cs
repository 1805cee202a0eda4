using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>A field of a record that does not go out as Dixa sent it: an entry of the protocol's <c>meta.changes</c>.</summary>
/// <param name="Field">The record's own, outermost field: what becomes a column.</param>
/// <param name="Change"><c>TRUNCATED</c> or <c>NULLED</c>.</param>
/// <param name="Reason">One of the protocol's <c>SOURCE_…</c> reasons.</param>
public sealed record FieldChange(string Field, string Change, string Reason)
{
    private static readonly int Around = """{"field":"","change":"","reason":""},""".Length;

    /// <summary>How many bytes the entry takes, with a comma.</summary>
    public int JsonBytes => Around + JavaScriptEncoder.Default.Encode(Field).Length + Change.Length + Reason.Length;

    /// <summary>Bytes of it that are no UTF-8 have been replaced by U+FFFD: no platform would take the line otherwise.</summary>
    public static FieldChange OfBrokenText(string field) => new(field, "TRUNCATED", "SOURCE_SERIALIZATION_ERROR");

    /// <summary>Texts of it have been cut.</summary>
    public static FieldChange OfCutText(string field) => new(field, "TRUNCATED", "SOURCE_RECORD_SIZE_LIMITATION");

    /// <summary>It has been left out, since cutting texts was not enough.</summary>
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
