namespace Dixa.Connector.Faults.Properties;

/// <summary>What may happen to an organisation.</summary>
public enum ChangeKind
{
    /// <summary>A new conversation, which may be shown late.</summary>
    Add,

    /// <summary>A later version of a conversation, which may be shown late.</summary>
    Update,
    Anonymize,
    AddMessages,
    AddNote,
    AddRatings,
    Link,

    /// <summary>Other attributes of an end user, and a later version of one of that user's conversations.</summary>
    ChangeRequester,

    AddEndUser,
    AddAgent,
    AddTeamMember,

    /// <summary>A conversation that the exports show and the Dixa API does not.</summary>
    Delete,

    /// <summary>A conversation that was updated in the future.</summary>
    AddFuture,

    /// <summary>A conversation, or its messages, whose cursor is no cursor.</summary>
    AddDefective,

    /// <summary>Many conversations in one millisecond.</summary>
    AddBurst,

    /// <summary>A conversation on a seam of the windows, and one on either side of it.</summary>
    AddOnSeam,

    /// <summary>Many messages of one conversation in one millisecond.</summary>
    AddMessageBurst,
}
