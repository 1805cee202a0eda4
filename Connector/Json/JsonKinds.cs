namespace Dixa.Connector.Json;

/// <summary>What a JSON value can be, as a JSON schema tells them apart.</summary>
[Flags]
public enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,

    /// <summary>A schema's <c>string</c>.</summary>
    Text = 4,

    /// <summary>A schema's <c>object</c>.</summary>
    Members = 8,

    /// <summary>A schema's <c>array</c>.</summary>
    Elements = 16,

    /// <summary>A schema's <c>integer</c>: a number without a fraction and without an exponent.</summary>
    WholeNumber = 32,

    /// <summary>Any other number.</summary>
    Fraction = 64,
    Any = Null | Boolean | Text | Members | Elements | WholeNumber | Fraction,
}
