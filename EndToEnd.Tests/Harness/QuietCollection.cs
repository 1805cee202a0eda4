namespace Dixa.Connector.Harness;

/// <summary>Tests that run by themselves, after all others: they take the whole machine, or measure a process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietCollection
{
    public const string Name = "Quiet";
}
