using System.Globalization;
using System.Text.Json;
using Dixa.Simulator;

namespace Dixa.Probe.Harness;

/// <summary>Every text and every number of an id that a simulated account has, but for words that Dixa's own vocabulary has as well.</summary>
internal static class PersonalValues
{
    /// <summary>Shorter texts are in any report by chance.</summary>
    private const int Shortest = 5;

    /// <summary>Words of Dixa's, which it has for every organisation.</summary>
    private static readonly string[] DixasOwn =
    [
        "agent", "agent_presence", "callback", "Callback", "channel", "contactform", "ContactForm", "conversation", "ConversationRated", "Default", "email", "Email", "facebookmessenger",
        "first_response_time", "messenger", "Messenger", "pstnphone", "PstnPhone", "queue_id", "ratings", "trustpilotreviews", "twitter", "Twitter", "voicemail", "Voicemail",
        "whatsapp", "WhatsApp", "widgetchat",
    ];

    /// <summary>Whether a text is in a report as a whole, and not as a part of a longer word.</summary>
    public static bool IsIn(string text, string report)
    {
        for (var at = report.IndexOf(text, StringComparison.Ordinal); at >= 0; at = report.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            if (!IsWord(report, at - 1) && !IsWord(report, at + text.Length))
            {
                return true;
            }
        }

        return false;

        static bool IsWord(string report, int at) => at >= 0 && at < report.Length && (char.IsLetterOrDigit(report[at]) || report[at] == '_');
    }

    public static IEnumerable<string> Of(SimulatorServer simulator)
    {
        var workspace = JsonSerializer.SerializeToElement(simulator.Organization.Workspace);
        var conversations = simulator.Organization.Conversations;
        var texts = Texts(workspace)
            .Concat(conversations.SelectMany(conversation => Texts(JsonSerializer.SerializeToElement(conversation with { Channel = conversation.Channel }))))
            .Concat(conversations.Select(conversation => conversation.Id.ToString(CultureInfo.InvariantCulture)))
            .Append(simulator.Options.Token);
        return texts.Where(text => text.Length >= Shortest).Distinct(StringComparer.Ordinal).Except(DixasOwn, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };
}
