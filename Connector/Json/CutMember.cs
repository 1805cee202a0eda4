namespace Dixa.Connector.Json;

/// <summary>A string in the value of a record's member, without its quotes.</summary>
/// <param name="Kept">How many of its bytes stay.</param>
public readonly record struct CutText(int Start, int Length, int Kept);

/// <summary>A member of a record that is cut, by its places in the record, and what becomes of it.</summary>
/// <param name="start">Where the name's quote stands.</param>
/// <param name="valueStart">Where the value begins.</param>
/// <param name="end">Behind the value.</param>
/// <param name="texts">The strings in the value.</param>
public sealed class CutMember(string name, int start, int valueStart, int end, List<CutText> texts)
{
    public string Name { get; } = name;

    public int Start { get; } = start;

    public int ValueStart { get; } = valueStart;

    public int End { get; } = end;

    public List<CutText> Texts { get; } = texts;

    /// <summary>The bytes that are cut out of its texts.</summary>
    public int Saved { get; set; }

    /// <summary>Whether null stands in its value's place.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>What is said of it; null when it stays as it is.</summary>
    public FieldChange? Change { get; set; }

    /// <summary>What it takes with its cut texts: with the comma or brace before it and what is said of it.</summary>
    public long Cost => 1 + End - Start - Saved + (Change?.JsonBytes ?? 0);

    /// <summary>What it would take left out.</summary>
    public long CostLeftOut => 1 + ValueStart - Start + "null".Length + FieldChange.OfLeftOut(Name).JsonBytes;
}
