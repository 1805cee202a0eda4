namespace Dixa.Simulator.Data.Analytics;

public sealed record RecordField(string Name, string Description, bool IsNullable);
