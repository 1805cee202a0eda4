using Dixa.Connector;

namespace Dixa.Warehouse.Architecture;

/// <summary>The two programs speak the protocol with each other, and know nothing else of each other.</summary>
public sealed class IndependenceTests
{
    [Fact]
    public void NeitherProgramRefersToTheOther()
    {
        var (warehouse, connector) = (typeof(WarehouseException).Assembly, typeof(ConnectorVersion).Assembly);

        Assert.DoesNotContain(warehouse.GetReferencedAssemblies(), each => each.Name == connector.GetName().Name);
        Assert.DoesNotContain(connector.GetReferencedAssemblies(), each => each.Name == warehouse.GetName().Name);
    }
}
