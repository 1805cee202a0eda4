using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Api;

/// <summary>
/// Tests of Dixa's limits. They run by themselves, after all others: a limit that is kept to some milliseconds wants a quiet
/// machine. Their reads wait for most of their time, so all of them run side by side, once.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LimitCollection : ICollectionFixture<LimitedReads>
{
    public const string Name = "Limits";
}

/// <summary>The reads that those tests look at, each with a Dixa of its own.</summary>
public sealed class LimitedReads : IAsyncLifetime
{
    /// <remarks>
    /// Three times as fast as real, no faster: a machine with busy cores was seen to hold requests up for a third of a second, which at
    /// eight times the speed is as long as <see cref="HostProfile.Settle"/>.
    /// </remarks>
    public LimitedRead Exports { get; private set; } = null!;

    /// <remarks>At the real speed, and so the next: a busy machine does not eat up the margins.</remarks>
    public LimitedRead Lists { get; private set; } = null!;

    public LimitedRead Children { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var exports = LimitedRead.StartAsync(speed: 3, days: 200, ConfiguredModes.FullRefresh, Bench.Exports);
        var lists = LimitedRead.StartAsync(
            speed: 1, days: 120, ConfiguredModes.FullRefresh, Bench.Lists, new SimulatorOptions { Conversations = 0, EndUsers = 1_950 });
        var children = LimitedRead.StartAsync(
            speed: 1,
            days: 31,
            ConfiguredModes.Incremental,
            ["conversation_notes", "conversation_ratings"],
            new SimulatorOptions { Conversations = 250, EndUsers = 100, Months = 1 });
        (Exports, Lists, Children) = (await exports, await lists, await children);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var read in new[] { Exports, Lists, Children })
        {
            await read.DisposeAsync();
        }
    }
}
