using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Makes the flows of every channel that has some.</summary>
public static class FlowGenerator
{
    /// <summary>The channels that flows can be asked for.</summary>
    public static IReadOnlyList<Channel> Channels { get; } =
    [
        Channel.WhatsApp, Channel.Voicemail, Channel.WidgetChat, Channel.FacebookMessenger, Channel.Email, Channel.ContactForm,
        Channel.Callback, Channel.PstnPhone, Channel.Messenger,
    ];

    /// <summary>A flow for each endpoint of each channel, but none for the callback: a channel may have no flow.</summary>
    public static IEnumerable<Flow> Generate(RandomSource aside, IReadOnlyDictionary<ChannelKind, IReadOnlyList<string>> contactEndpoints) =>
        from channel in Channels
        where channel != Channel.Callback
        from endpoint in contactEndpoints[channel.Kind]
        select new Flow(aside.NextId(), $"{channel.ApiName} {aside.Pick<string>(["main", "out of hours ", "– Störung", "test"])}", channel, endpoint);
}
