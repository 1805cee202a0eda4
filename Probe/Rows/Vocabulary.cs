using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Probe.Rows;

/// <summary>The words of the export's fields that have few. A word that is not known is not shown: an organisation may have named a channel.</summary>
public sealed class Vocabulary
{
    private const string Other = "another word";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["status"] = ["open", "pending", "closed"],
        ["direction"] = ["inbound", "outbound", "internal"],
        ["initial_channel"] =
        [
            "email", "pstnphone", "widgetchat", "voicemail", "callback", "contactform", "facebookmessenger", "messenger", "whatsapp", "sms", "twitter", "trustpilotreviews",
        ],
    };

    private readonly SortedDictionary<string, SortedSet<string>> _words = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SortedSet<string>> All => _words;

    /// <summary>Whether a word is spelt otherwise, or is none of those that a field without names of the organisation's own has.</summary>
    public bool IsSurprising => _words.Any(words => words.Value.Any(word => word == Other ? words.Key != "initial_channel" : !Known[words.Key].Select(known => $"`{known}`").Contains(word)));

    public void Add(JsonElement conversation)
    {
        foreach (var (field, known) in Known)
        {
            if (conversation.Text(field) is { } word)
            {
                var words = _words.TryGetValue(field, out var found) ? found : _words[field] = new SortedSet<string>(StringComparer.Ordinal);
                words.Add(known.Contains(word, StringComparer.OrdinalIgnoreCase) ? $"`{word}`" : Other);
            }
        }
    }
}
