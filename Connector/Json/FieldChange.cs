namespace Dixa.Connector.Json;

/// <summary>A field of a record that does not go out as Dixa sent it: an entry of the protocol's <c>meta.changes</c>.</summary>
/// <param name="Field">The record's own, outermost field: what becomes a column.</param>
/// <param name="Change"><c>TRUNCATED</c> or <c>NULLED</c>.</param>
/// <param name="Reason">One of the protocol's <c>SOURCE_…</c> reasons.</param>
public sealed record FieldChange(string Field, string Change, string Reason)
{
    /// <summary>Bytes of it that are no UTF-8 have been replaced by U+FFFD: no platform would take the line otherwise.</summary>
    public static FieldChange OfBrokenText(string field) => new(field, "TRUNCATED", "SOURCE_SERIALIZATION_ERROR");

    /// <summary>Texts of it have been cut.</summary>
    public static FieldChange OfCutText(string field) => new(field, "TRUNCATED", "SOURCE_RECORD_SIZE_LIMITATION");

    /// <summary>It has been left out, since cutting texts was not enough.</summary>
    public static FieldChange OfLeftOut(string field) => new(field, "NULLED", "SOURCE_RECORD_SIZE_LIMITATION");
}
