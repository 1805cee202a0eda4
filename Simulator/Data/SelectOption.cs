namespace Dixa.Simulator.Data;

/// <summary>An entry of a select attribute, with those below it.</summary>
/// <param name="Order">Its place among all entries of the attribute.</param>
public sealed record SelectOption(Guid Id, string Value, int Order, IReadOnlyList<SelectOption> Nested)
{
    /// <summary>One of the first ones nobody can choose any more.</summary>
    public bool IsDeactivated => Order == 3;
}
