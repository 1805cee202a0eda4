namespace Dixa.Simulator.Data.Hours;

/// <summary>Business hours; null lists are those that the API leaves out.</summary>
public sealed record Schedule(Guid Id, string Name, string TimeZone) : IIdentified
{
    public IReadOnlyList<RegularHours>? Regular { get; init; }

    public IReadOnlyList<ExceptionalHours>? Exceptions { get; init; }
}
