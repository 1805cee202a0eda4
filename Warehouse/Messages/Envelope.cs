using System.Text.Json;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Messages;

/// <summary>What has to be known of a line to hand it on: its kind, and of a record its stream.</summary>
public readonly ref struct Envelope(MessageKind kind, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> @namespace)
{
    public MessageKind Kind { get; } = kind;

    /// <summary>The stream's name, in UTF-8 without escapes.</summary>
    public ReadOnlySpan<byte> Stream { get; } = stream;

    /// <summary>Only if it was asked for; empty for none.</summary>
    public ReadOnlySpan<byte> Namespace { get; } = @namespace;

    /// <summary>Reads no more of a line than it takes: of most records the few bytes before their data.</summary>
    /// <param name="withNamespace">Whether a record's namespace is needed, which may stand behind its data.</param>
    public static Envelope Read(ReadOnlySpan<byte> line, bool withNamespace)
    {
        try
        {
            var reader = new Utf8JsonReader(line, RowReader.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            var kind = MessageKind.None;
            ReadOnlySpan<byte> stream = default;
            ReadOnlySpan<byte> space = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    reader.Read();
                    kind = KindOf(reader);
                    if (kind != MessageKind.Record)
                    {
                        return new Envelope(kind, default, default);
                    }
                }
                else if (reader.ValueTextEquals("record"u8))
                {
                    reader.Read();
                    ReadRecord(ref reader, isWhole: withNamespace || kind == MessageKind.None, ref stream, ref space);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }

                if (kind == MessageKind.Record && !stream.IsEmpty)
                {
                    return new Envelope(kind, stream, space);
                }
            }

            return new Envelope(kind, stream, space);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return line.IndexOf("\"RECORD\""u8) is >= 0 and < 100 ? new Envelope(MessageKind.Record, default, default) : default;
        }
    }

    private static MessageKind KindOf(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return MessageKind.None;
        }

        return reader.ValueTextEquals("RECORD"u8) ? MessageKind.Record
            : reader.ValueTextEquals("STATE"u8) ? MessageKind.State
            : reader.ValueTextEquals("TRACE"u8) ? MessageKind.Trace
            : reader.ValueTextEquals("LOG"u8) ? MessageKind.Log
            : MessageKind.Other;
    }

    private static void ReadRecord(ref Utf8JsonReader reader, bool isWhole, ref ReadOnlySpan<byte> stream, ref ReadOnlySpan<byte> space)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStream = reader.ValueTextEquals("stream"u8);
            var isNamespace = !isStream && reader.ValueTextEquals("namespace"u8);
            reader.Read();
            if (isStream && reader.TokenType == JsonTokenType.String)
            {
                stream = reader.ValueIsEscaped ? Unescape(reader) : reader.ValueSpan;
            }
            else if (isNamespace && reader.TokenType == JsonTokenType.String)
            {
                space = reader.ValueIsEscaped ? Unescape(reader) : reader.ValueSpan;
            }
            else
            {
                reader.Skip();
            }

            if (!isWhole && !stream.IsEmpty)
            {
                return;
            }
        }
    }

    private static byte[] Unescape(in Utf8JsonReader reader)
    {
        var room = new byte[reader.ValueSpan.Length];
        return room[..reader.CopyString(room)];
    }
}
