using System.Collections.Frozen;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>The one table of what may stay as it is. A member that isn't here is replaced, its name too.</summary>
/// <remarks>A name says what a value may be, never that it is: a value stays if it also has the form of its kind.</remarks>
public static class AllowedMembers
{
    private static readonly FrozenDictionary<string, MemberKind> Kinds = new Dictionary<MemberKind, string>
    {
        [MemberKind.Replaced] = """
            address addresses additionalEmails additionalPhoneNumbers agent agentName agentNames agents aggregates articles assignee_email
            assignee_name assignee_phone_number assignment attached_files attachments attributes author author_email author_name availableAt
            avatarUrl avatar_url bcc browserInfo businessHours categories cc channelAvailability channelReference chat_input_answer chat_input_question
            chat_menu_text claimedFromLabel color condition conditions contactEndpointId contactPointTwitterId content contents
            conversation_wrapup_notes customAttributes custom_fields data definition deliveryDetail deliveryFailureReason
            deliveryStatus description destinationLabel displayName dixa_email_integration_id dixa_email_integration_sender_name
            doNotOfferTimeouts draft email emailContent endUserTwitterId error evaluationFilters exceptions externalId facebook_page_id
            facebook_page_name failureReason field fields fieldsMetadata file filter filterAttribute filters firstName formSubmission
            forwarding_email from fromCategory fromCollection fromContactPointId fromEmail fromEndpoint fromNumber from_phone_number
            from_provisioned_phone_number_id from_provisioned_phone_number_name genericChannelName headers helpCenterLinks highlight
            highlights html identifier inheritedRestrictions innerHits inlineImages inputDefinition integrationEmail intervals
            ipAddress label lastName link messageId meta middleNames name nestedOptions newSubject newUser number oldSubject oldUser
            options organization originalContentUrl originatingUrl originating_country parentCategory parentCollections payload
            periodFilter phoneNumber phone_number placeholder plaintext preferredAgentTimeouts prettyName primaryTimestampField published query
            queue queueLabel queueName queueThresholds queue_name ratingComment rating_message ratings reason recording recording_url
            recurring relatedMetricIds relatedRecordIds replyDefaultToEmails requester_additional_emails requester_additional_phone_numbers
            requester_email requester_name requester_phone_number responseText restrictions schedule schedules secretKey
            senderOverride subdomain subject tag tags tags_info templateName text timestamps title titles to toContactPointId toEmail
            toNumber to_phone_number to_provisioned_phone_number_id to_provisioned_phone_number_name transferee_name
            transferee_number translation translations updatedAttributeIds updatedAttributeValues url usages user value values
            version voicemail_url widget_name
            agentId articleId assignee_id attribute_id attributeId authorId collectionId createdBy destinationId indexedBy
            lastEditedBy organizationId ownedBy queueId queue_id requestedBy requesterId requester_id targetEntityId teamId
            updatedBy userId webhookId webhookSubscriptionId widget_id
            algorithm checksum event_id hex note_id
            """,
        [MemberKind.Number] = """
            bytesLength dayOfMonth dayOfWeek duration exports_first_response_time exports_handling_duration handling_duration
            monthOfYear numberOfDeletedFiles offerTimeout orderIndex ordinal pageLimit personalAgentOfflineTimeout position
            preferredAgentOfflineTimeout priority queueSize ratingScore rating_score responseCode score total_duration
            utterance_end_ms utterance_start_ms wrapupTimeout
            AvailableAgents Callback ContactForm Email FacebookMessenger LongestWait Messenger PstnPhone SlaPercentage SlaTimeLimit
            Sms Twitter Voicemail WaitingConversations WhatsApp WidgetChat
            """,
        [MemberKind.Time] = """
            activityTimestamp anonymizedAt anonymized_at assignedAt assigned_at closed_at closesAt createdAt created_at
            deliveryTimestamp endTime end event_timestamp indexedAt initiatedAt lastEditedAt lastSeen last_message_created_at
            modified_at nextDate offered_at opensAt processedAt queuedAt queued_at rated_at ratingScheduledTime
            rating_cancelled_timestamp rating_created_timestamp rating_modified_timestamp rating_offered_timestamp
            rating_rated_timestamp rating_scheduled_for_timestamp rating_scheduled_timestamp rating_unscheduled_timestamp
            requestTime scheduled_at scheduled_for start startDate startTime stateUpdatedAt timestamp timestampFrom timestampTo
            transfer_time transportExpiresAt updatedAt updated_at validUntil
            fromDatetime toDatetime created_after created_before updated_after updated_before closed_after closed_before
            last_message_created_after last_message_created_before
            """,
        [MemberKind.Word] = """
            activeChannels aggregations availability businessHourType channel claimedFromType connectionStatus conversationChannel
            conversationType data_type destinationType direction entityType event event_fqn event_version functionality holiday
            initial_channel linkType measure memberListType mediaType offeringAlgorithm operator presenceStatus ratingStatus
            ratingType rating_status rating_type reservationType roles slaCalculationMethod state status strategy
            subscribedEvents transferType type
            Conversation Contact
            """,
        [MemberKind.TypeName] = "_type activityType",
        [MemberKind.Language] = "language languageId locale rating_language",
        [MemberKind.Zone] = "timezone",
        [MemberKind.Conversation] = "id csid csids csidFilter conversationId conversation_id parentId child parent",
        [MemberKind.Link] = "next previous",
        [MemberKind.PageKey] = "pageKey",
        [MemberKind.Sentence] = "message",
        [MemberKind.Truth] = """
            archived enabled exactMatch includeDeactivated internalKbEnabled isArchived isAutoReply isAutomated isDeactivated
            isDefault isDefaultLocation isDoNotOfferEnabled isIndexedVersion isLocked isOpen isPreferredAgentEnabled isRequired
            isResolved isRestricted isSuccessful is_automated_message is_deactivated nullable offerAbandonedConversations success
            wasTextRedacted
            """,
    }
        .SelectMany(kind => kind.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), (kind, name) => KeyValuePair.Create(name, kind.Key))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Members whose object is a map, its names given by customers: the labels of a form, headers of webhooks.</summary>
    private static readonly FrozenSet<string> Maps = FrozenSet.Create(StringComparer.Ordinal, "headers", "highlight", "highlights", "updatedAttributeValues", "values");

    /// <summary>The member of webhooks' logs whose text is JSON that Dixa wrote. JSON in any other text is somebody's, and replaced as a text.</summary>
    public const string Payload = "payload";

    public static IEnumerable<string> Names => Kinds.Keys;

    public static bool Contains(string name) => Kinds.ContainsKey(name);

    public static bool IsMap(string name) => Maps.Contains(name);

    public static MemberKind KindOf(string? name) => name is null ? MemberKind.Replaced : Kinds.GetValueOrDefault(name);
}
