namespace Dixa.Connector.Faults.Properties;

/// <summary>A stream of a case's catalog.</summary>
/// <param name="Columns">The columns that are selected; null for all.</param>
/// <param name="FirstSync">The sync from which on it is configured.</param>
public sealed record DrawnStream(KnownStream Stream, bool IsIncremental, IReadOnlyList<string>? Columns, int FirstSync)
{
    public string Name => Stream.Name;

    /// <summary>
    /// Whether it is read as a plain list although it can be read by parents: the schedules without their definitions. Then their ids
    /// decide nothing, and a wrong one is passed on as the API sent it.
    /// </summary>
    public bool PassesOnItsList => Name == "business_hours_schedules" && Columns is { Count: > 0 } columns && !columns.Contains("definition");

    public override string ToString() =>
        $"{Name}{(IsIncremental ? " incremental" : "")}{(Columns is null ? "" : $" ({Columns.Count} columns)")}{(FirstSync == 0 ? "" : $" from sync {FirstSync} on")}";
}
