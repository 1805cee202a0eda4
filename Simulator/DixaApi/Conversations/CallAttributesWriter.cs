using System.Globalization;
using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes a call; of what follows in its conversation some are its recordings and some sentences of its transcript.</summary>
public static class CallAttributesWriter
{
    /// <summary>A caller who hides the number, or one whose number was erased.</summary>
    private const string Withheld = "anonymous";

    public static void Write(Utf8JsonWriter json, MessageRow row)
    {
        var call = row.Message.Call ?? new CallLeg(null, null, null, null, null);
        if (!row.IsFirst && (call.RecordingUrl ?? call.VoicemailUrl) is { } recording)
        {
            new FieldWriter(json, omitsNull: true).Write("duration"u8, call.DurationSeconds);
            json.WriteString("recording"u8, recording);
            json.WriteString("_type"u8, "CallRecordingAttributes"u8);
        }
        else if (!row.IsFirst && row.Traits.Utterance is { } utterance)
        {
            WriteUtterance(json, row, utterance);
        }
        else
        {
            WriteCall(json, row, call);
        }
    }

    private static void WriteCall(Utf8JsonWriter json, MessageRow row, CallLeg call)
    {
        json.WriteString("from"u8, call.From ?? Withheld);
        if (row.Traits.HasNumericTo && long.TryParse(call.To, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumber("to"u8, number);
        }
        else
        {
            json.WriteString("to"u8, call.To ?? Withheld);
        }

        json.WriteString("direction"u8, row.Message.Direction.ToString());
        new FieldWriter(json, omitsNull: true).Write("duration"u8, call.DurationSeconds);
        json.WriteString("_type"u8, "PhoneAttributes"u8);
    }

    private static void WriteUtterance(Utf8JsonWriter json, MessageRow row, Utterance utterance)
    {
        ContentWriter.Write(json, row.Conversation.AnonymizedAtMs is null ? utterance.Text : null, ContentFormat.Text);
        json.WriteNumber("utterance_start_ms"u8, utterance.StartMs);
        json.WriteNumber("utterance_end_ms"u8, utterance.EndMs);
        json.WriteString("direction"u8, row.Message.Direction.ToString());
        json.WriteString("_type"u8, "TranscriptAttributes"u8);
    }
}
