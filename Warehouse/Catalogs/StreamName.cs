namespace Dixa.Warehouse.Catalogs;

/// <summary>What a stream is identified by.</summary>
/// <param name="Namespace">Null where the source gives none.</param>
public sealed record StreamName(string? Namespace, string Name)
{
    public override string ToString() => Namespace is null ? Name : $"{Namespace}.{Name}";
}
