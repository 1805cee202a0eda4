using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws what an agent is doing at a moment; it changes by the hour.</summary>
public static class PresenceGenerator
{
    public static Presence Draw(ulong seed, Guid agentId, DateTimeOffset now)
    {
        var random = RandomSource.Aside(seed ^ (ulong)(now.ToUnixTimeSeconds() / 3_600), agentId);
        var presence = new Presence(agentId, now);
        return random.Below(10) switch
        {
            < 2 => presence,
            < 4 => presence with { LastSeenAt = now.AddMilliseconds(-random.Between(3_600_000, 900_000_000)) },
            var ticket => presence with
            {
                LastSeenAt = now.AddMilliseconds(-random.Below(60_000)),
                IsOnline = true,
                IsWorking = ticket < 8,
                Channels = [.. random.Some(Channel.All.Where(channel => channel.Kind != ChannelKind.Review), 0.4)],
            },
        };
    }
}
