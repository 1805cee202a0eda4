using Dixa.Connector.Streams;
using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Observed;

/// <summary>All that a run has seen so far. What is null or empty was not seen, or not yet.</summary>
public sealed class Observations
{
    private readonly SortedDictionary<string, FieldCensus> _fields = new(StringComparer.Ordinal);

    /// <summary>Every answer, in the order in which they came.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>What failed: the step and the sentence about it.</summary>
    public Dictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>The statuses with which the resource of each stream was answered.</summary>
    public SortedDictionary<string, SortedSet<int>> Resources { get; } = new(StringComparer.Ordinal);

    public IEnumerable<FieldCensus> Fields => _fields.Values;

    /// <summary>Conversations by their update, asked for first, and with the same bounds again at the end.</summary>
    public Look? Conversations { get; set; }

    public Look? ConversationsAgain { get; set; }

    /// <summary>The same first look's rows in full.</summary>
    public IReadOnlyList<ExportedConversation> ConversationRows { get; set; } = [];

    /// <summary>The words of fields that have few.</summary>
    public Vocabulary Vocabulary { get; } = new();

    /// <summary>The fields that erased conversations still have.</summary>
    public SortedSet<string> FieldsOfErased { get; } = new(StringComparer.Ordinal);

    /// <summary>Between the times of two known rows.</summary>
    public Look? ConversationBounds { get; set; }

    /// <summary>Between two days.</summary>
    public Look? ConversationDays { get; set; }

    public Look? Messages { get; set; }

    public IReadOnlyList<ExportedMessage> MessageRows { get; set; } = [];

    public Look? MessageBounds { get; set; }

    public Look? MessageDays { get; set; }

    /// <summary>Messages by the time of update, as only conversations have one.</summary>
    public Look? MessagesByUpdate { get; set; }

    public Answer? LongWindow { get; set; }

    public CsidsLook? CsidsWithTimes { get; set; }

    /// <summary>By numbers alone: fewer of them if many were refused.</summary>
    public List<CsidsLook> ManyCsids { get; } = [];

    /// <summary>Errors that were asked for, by what was wrong: a name of <see cref="Asking.Mistake"/>.</summary>
    public Dictionary<string, Answer> ExportErrors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Answer> DixaErrors { get; } = new(StringComparer.Ordinal);

    /// <summary>The Dixa API's answer to the token alone, and after <c>Bearer</c>.</summary>
    public Answer? RawToken { get; set; }

    public Answer? BearerToken { get; set; }

    public List<PageTrial> PageTrials { get; } = [];

    public List<PageKeyUse> PageKeys { get; } = [];

    /// <summary>The forms of links to next pages: a description for each list.</summary>
    public SortedDictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>The members beside <c>data</c>, for each list.</summary>
    public SortedDictionary<string, SortedSet<string>> Envelopes { get; } = new(StringComparer.Ordinal);

    /// <summary>Lists that are documented to come whole, and whether they had a next page.</summary>
    public SortedDictionary<string, bool> WholeLists { get; } = new(StringComparer.Ordinal);

    public Look? Activities { get; set; }

    public IReadOnlyList<ActivityEntry> ActivityRows { get; set; } = [];

    public Look? ActivityBounds { get; set; }

    public List<ChildrenOf> Children { get; } = [];

    public FieldCensus CensusOf(StreamDefinition stream)
    {
        if (!_fields.TryGetValue(stream.Name, out var census))
        {
            _fields[stream.Name] = census = new FieldCensus(stream);
        }

        return census;
    }

    public void AddResource(string stream, int status)
    {
        if (!Resources.TryGetValue(stream, out var statuses))
        {
            Resources[stream] = statuses = [];
        }

        statuses.Add(status);
    }
}
