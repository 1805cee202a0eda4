namespace Dixa.Connector.Json;

/// <summary>What a JSON value can be, by the names of JSON Schema.</summary>
[Flags]
#pragma warning disable CA1720 // These are JSON Schema's names, not those of types of C#.
public enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    String = 4,
    Object = 8,
    Array = 16,

    /// <summary>A number without a fraction and without an exponent.</summary>
    Integer = 32,

    /// <summary>Any other number. A schema's <c>number</c> allows both.</summary>
    Number = 64,
    Any = Null | Boolean | String | Object | Array | Integer | Number,
}
#pragma warning restore CA1720
