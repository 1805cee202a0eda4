using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class QueueWriter
{
    public static void Write(Utf8JsonWriter json, Queue queue)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, queue.Id);
        json.WriteString("name"u8, queue.Name);
        json.WriteBoolean("isDefault"u8, queue.IsDefault);
        json.WriteString("organizationId"u8, queue.OrganizationId);
        WriteNumbers(json, "queueThresholds"u8, queue.Thresholds);
        json.WriteString("slaCalculationMethod"u8, "AbandonedIgnored"u8);
        WriteNumbers(json, "doNotOfferTimeouts"u8, queue.DoNotOfferTimeouts);
        json.WriteBoolean("isDoNotOfferEnabled"u8, queue.IsDoNotOfferEnabled);
        if (queue.Settings is { } settings)
        {
            Write(json, queue.Id, settings);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Guid queueId, QueueSettings settings)
    {
        json.WriteNumber("offerTimeout"u8, settings.OfferTimeout);
        json.WriteString("offeringAlgorithm"u8, settings.OfferingAlgorithm);
        json.WriteString("memberListType"u8, settings.MemberListType);
        WriteUsages(json, queueId, settings.Usages);
        json.WriteNumber("wrapupTimeout"u8, settings.WrapupTimeout);
        json.WriteNumber("priority"u8, settings.Priority);
        json.WriteBoolean("offerAbandonedConversations"u8, settings.OfferAbandonedConversations);
        json.WriteBoolean("isPreferredAgentEnabled"u8, settings.IsPreferredAgentEnabled);
        if (settings.PreferredAgentTimeouts is { } timeouts)
        {
            WriteNumbers(json, "preferredAgentTimeouts"u8, timeouts);
        }

        json.WriteNumber("preferredAgentOfflineTimeout"u8, settings.PreferredAgentOfflineTimeout);
        json.WriteNumber("personalAgentOfflineTimeout"u8, settings.PersonalAgentOfflineTimeout);
        json.WriteBoolean("isRestricted"u8, settings.IsRestricted);
    }

    private static void WriteUsages(Utf8JsonWriter json, Guid queueId, IReadOnlyDictionary<string, IReadOnlyList<string>> usages)
    {
        json.WriteStartObject("usages"u8);
        json.WriteString("queueId"u8, queueId);
        json.WriteStartObject("usages"u8);
        foreach (var (channel, endpoints) in usages)
        {
            json.WritePropertyName(channel);
            JsonSerializer.Serialize(json, endpoints);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, int> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, number) in numbers)
        {
            json.WriteNumber(key, number);
        }

        json.WriteEndObject();
    }
}

public static class QueueMemberWriter
{
    public static void Write(Utf8JsonWriter json, QueueMember member)
    {
        json.WriteStartObject();
        json.WriteString("agentId"u8, member.AgentId);
        new FieldWriter(json, omitsNull: true).Write("priority"u8, member.Priority);
        json.WriteEndObject();
    }
}
