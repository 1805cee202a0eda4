using System.Text;
using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Writes what an entry tells about a conversation's properties: what it is called, tagged with, linked to.</summary>
public static class EditActivityWriter
{
    public static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        var field = new FieldWriter(json, omitsNull: true);
        var (random, workspace) = (row.Random, row.Workspace);
        switch (row.Type)
        {
            case ActivityType.ConversationChannelChanged:
                json.WriteString("channelReference"u8, random.Pick(Channel.All).ApiName);
                break;
            case ActivityType.ConversationCustomAttributesUpdated:
                WriteCustomAttributes(json, row);
                break;
            case ActivityType.ConversationEndUserReplaced:
                ActivityUserWriter.Write(json, "oldUser"u8, random.Pick(workspace.EndUsers.Rows));
                ActivityUserWriter.WriteRequester(json, "newUser"u8, row);
                break;
            case ActivityType.ConversationLanguageUpdated:
                json.WriteString("language"u8, random.Pick(Country.All).Language);
                break;
            case ActivityType.ConversationResolvedStateToggled:
                json.WriteBoolean("isResolved"u8, random.Chance(0.5));
                break;
            case ActivityType.ConversationSubjectUpdated:
                json.WriteString("oldSubject"u8, row.IsErased ? "" : TextGenerator.Fill(random, Phrases.Subjects));
                json.WriteString("newSubject"u8, row.Conversation.Subject ?? "");
                break;
            case ActivityType.TagAdded:
                json.WriteString("tag"u8, workspace.Tags.Find(row.Conversation.TagIds[row.Activity.Index])?.Name ?? "");
                break;
            case ActivityType.TagRemoved:
                json.WriteString("tag"u8, random.Pick(workspace.Tags.Rows).Name);
                break;
            case ActivityType.ConversationCreatedByAgent or ActivityType.ConversationCreatedByCustomer:
                field.Write("subject"u8, row.Conversation.Subject);
                break;
            default:
                WriteLink(json, row.Conversation);
                break;
        }
    }

    private static void WriteCustomAttributes(Utf8JsonWriter json, ActivityRow row)
    {
        var field = new FieldWriter(json, omitsNull: true);
        var values = row.Conversation.CustomFields;
        field.Write("updatedAttributeIds"u8, values.Select(value => value.AttributeId.ToString()));
        json.WriteStartObject("updatedAttributeValues"u8);
        foreach (var value in values)
        {
            field.Write(Encoding.UTF8.GetBytes(value.AttributeId.ToString()), value.Path, value.Text);
        }

        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, Conversation child)
    {
        var link = child.Link!;
        json.WriteNumber("child"u8, child.Id);
        json.WriteNumber("parent"u8, link.ParentId);
        json.WriteString("linkType"u8, link.Kind.ToString());
    }
}
