namespace Dixa.Simulator.Data;

public sealed record PhoneLine(string Number, string Name);
