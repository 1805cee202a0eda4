namespace Dixa.Warehouse.Pages.Data;

/// <summary>Conversations, column by column: 60 bytes each, so that a year of a large organisation fits in memory and is gone through in milliseconds.</summary>
/// <remarks>Days are days since 1970-01-01 in the reporting time zone, 0 for none. Seconds are -1 where there is no such time.</remarks>
public sealed class Conversations
{
    public Column<long> Id { get; } = new();

    /// <summary>Epoch milliseconds, UTC; 0 where it is not known.</summary>
    public Column<long> CreatedMs { get; } = new();

    public Column<ushort> CreatedDay { get; } = new();

    public Column<ushort> QueuedDay { get; } = new();

    public Column<ushort> FirstReplyDay { get; } = new();

    public Column<ushort> ClosedDay { get; } = new();

    /// <summary>0 to 23, by the clock on the wall.</summary>
    public Column<byte> CreatedHour { get; } = new();

    public Column<ushort> Queue { get; } = new();

    public Column<ushort> Agent { get; } = new();

    public Column<ushort> Channel { get; } = new();

    public Column<ushort> Direction { get; } = new();

    public Column<ConversationMarks> Marks { get; } = new();

    public Measured Calendar { get; } = new();

    public Measured Business { get; } = new();

    public int Count => Id.Count;

    public bool Has(int row, ConversationMarks marks) => (Marks[row] & marks) == marks;

    public void Trim()
    {
        Id.Trim();
        CreatedMs.Trim();
        foreach (var column in new[] { CreatedDay, QueuedDay, FirstReplyDay, ClosedDay, Queue, Agent, Channel, Direction })
        {
            column.Trim();
        }

        CreatedHour.Trim();
        Marks.Trim();
        Calendar.Trim();
        Business.Trim();
    }
}

/// <summary>What is so of a conversation.</summary>
[Flags]
public enum ConversationMarks
{
    None = 0,

    /// <summary>It is not closed.</summary>
    Open = 1,
    Assigned = 2,
    Abandoned = 4,
    Inbound = 8,

    /// <summary>A person has replied.</summary>
    Replied = 16,
}

/// <summary>How long things took, in seconds of the calendar or of business hours.</summary>
public sealed class Measured
{
    public Column<int> FirstResponse { get; } = new();

    public Column<int> Handling { get; } = new();

    public Column<int> Resolution { get; } = new();

    public void Trim()
    {
        FirstResponse.Trim();
        Handling.Trim();
        Resolution.Trim();
    }
}
