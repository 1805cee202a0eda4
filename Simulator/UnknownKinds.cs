using System.Text.Json.Serialization;

namespace Dixa.Simulator;

/// <summary>In which order rows come: by the time that they were asked for, or in none.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RowOrder>))]
public enum RowOrder
{
    Scattered,
    Ascending,
    Descending,
}

/// <summary>What csids and times do in one request: both narrow, the times count for nothing, or it is refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CsidsWithTimes>))]
public enum CsidsWithTimes
{
    Narrow,
    TimesIgnored,
    Refused,
}

/// <summary>What a filter by the time of update does to messages: it is refused, finds those of updated conversations, or does nothing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageUpdates>))]
public enum MessageUpdates
{
    Refused,
    OfConversations,
    Ignored,
}

/// <summary>What happens to a conversation and may move its time of update.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConversationEvent>))]
public enum ConversationEvent
{
    Note,
    Rating,
    Message,
    Erasure,
}

/// <summary>The body of an error.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorForm>))]
public enum ErrorForm
{
    Message,
    Text,
    Html,
    Empty,
}

/// <summary>How the Dixa API takes a token: with `Bearer` before it or without, or only one of the two.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenForm>))]
public enum TokenForm
{
    Either,
    Raw,
    Bearer,
}
