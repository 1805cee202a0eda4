using System.Text;
using Dixa.Connector.Json;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Warnings of a stream's records, each once for a field: what Dixa sends wrongly in one record it mostly sends so in many.</summary>
/// <remarks>Answers that are read side by side share it.</remarks>
public sealed class StreamWarnings(StreamDefinition definition, ILogger log)
{
    /// <summary>The fields that have been reported.</summary>
    private readonly HashSet<string> _reported = [];

    /// <summary>A record's cursor is none: the record is written, but no state can cover its time.</summary>
    public void ReportCursor(in JsonRecord record)
    {
        if (IsNews(definition.Cursor!))
        {
            log.Warning(
                "{Stream:l}: the \"{Cursor:l}\" of a record is not {Form:l} but {Value:l}. The record is written as it is, and so are others like it",
                definition.Name,
                definition.Cursor,
                definition.Kind.CursorForm.Description,
                record.Cursor.IsEmpty ? "missing" : Encoding.UTF8.GetString(record.Cursor[..Math.Min(record.Cursor.Length, 40)]));
        }
    }

    /// <summary>A field holds what its schema does not allow.</summary>
    public void ReportViolation(SchemaType type, ReadOnlySpan<byte> value)
    {
        if (IsNews(type.Path))
        {
            log.Warning(
                "{Stream:l}: the \"{Path:l}\" of a record is {Value:l}, which its schema does not allow. The record is written as it is, and so are others like it",
                definition.Name,
                type.Path,
                type.Describe(value));
        }
    }

    private bool IsNews(string path)
    {
        lock (_reported)
        {
            return _reported.Add(path);
        }
    }
}
