namespace Dixa.Simulator.Recording.Replacement;

/// <summary>What of a member's values may stay. Of any kind, true, false and null stay; what has not the form of its kind is replaced.</summary>
public enum MemberKind
{
    /// <summary>Nothing. That the name is known is why it stays itself.</summary>
    Replaced,

    /// <summary>A number that counts or measures.</summary>
    Number,

    /// <summary>A time, date or time of day.</summary>
    Time,

    /// <summary>A word of Dixa's own, out of <see cref="Vocabulary.Words"/>.</summary>
    Word,

    /// <summary>A name that Dixa gives to a kind of object, or to an activity.</summary>
    TypeName,

    /// <summary>A language's code, such as `da` or `pt-BR`.</summary>
    Language,

    /// <summary>The name of a time zone that this machine knows.</summary>
    Zone,

    /// <summary>A number of a conversation, which moves; its order stays.</summary>
    Conversation,

    /// <summary>The link to another page, which leads to its recording.</summary>
    Link,

    /// <summary>The key of a page alone.</summary>
    PageKey,

    /// <summary>A sentence that Dixa's errors are known to say.</summary>
    Sentence,

    /// <summary>True or false, also where it is a text.</summary>
    Truth,
}
