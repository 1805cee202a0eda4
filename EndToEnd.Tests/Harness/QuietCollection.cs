namespace Dixa.Connector.Harness;

/// <summary>Tests that run by themselves, after all others: a rate limit that is kept to some milliseconds wants a quiet machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietCollection
{
    public const string Name = "Quiet";
}
