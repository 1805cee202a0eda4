namespace Dixa.Connector.Json;

/// <summary>A string in the value of a record's member, without its quotes.</summary>
/// <param name="Kept">How many of its bytes are kept.</param>
public readonly record struct CutText(int Start, int Length, int Kept);

/// <summary>A member of a record that is too large: its position in the record, and how it is shortened.</summary>
/// <param name="start">The position of the name's opening quote.</param>
/// <param name="valueStart">The position of the value.</param>
/// <param name="end">The position after the value.</param>
/// <param name="texts">The strings in the value.</param>
public sealed class CutMember(string name, int start, int valueStart, int end, List<CutText> texts)
{
    public string Name { get; } = name;

    public int Start { get; } = start;

    public int ValueStart { get; } = valueStart;

    public int End { get; } = end;

    public List<CutText> Texts { get; } = texts;

    /// <summary>How many bytes are cut from its texts.</summary>
    public int Saved { get; set; }

    /// <summary>Whether its value is replaced by null.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>The entry in the record's changes; null if the member is unchanged.</summary>
    public FieldChange? Change { get; set; }

    /// <summary>Its size in bytes with its texts cut, including the comma or brace before it and its entry in the changes.</summary>
    public long Cost => 1 + End - Start - Saved + (Change?.JsonBytes ?? 0);

    /// <summary>Its size in bytes with null for its value, including its entry in the changes.</summary>
    public long CostLeftOut => 1 + ValueStart - Start + "null".Length + FieldChange.OfLeftOut(Name).JsonBytes;
}
