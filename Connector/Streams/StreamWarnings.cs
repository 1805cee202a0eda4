using System.Text;
using Dixa.Connector.Json;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Reports problems with a stream's records, each once per field: a mistake in one record is mostly in many.</summary>
/// <remarks>Safe for responses that are read concurrently.</remarks>
public sealed class StreamWarnings(StreamDefinition definition, ILogger log)
{
    /// <summary>The fields that have already been reported.</summary>
    private readonly HashSet<string> _reported = [];

    /// <summary>Reports an invalid cursor. The record is written, but no state can cover its time.</summary>
    public void ReportCursor(in JsonRecord record)
    {
        if (IsNews(definition.Cursor!))
        {
            log.Warning(
                "{Stream:l}: the \"{Cursor:l}\" of a record is not {Form:l} but {Value:l}. This record and others like it are written unchanged",
                definition.Name,
                definition.Cursor,
                definition.Kind.CursorForm.Description,
                record.Cursor.IsEmpty ? "missing" : Encoding.UTF8.GetString(record.Cursor[..Math.Min(record.Cursor.Length, 40)]));
        }
    }

    /// <summary>Reports a field whose value its schema does not allow.</summary>
    public void ReportViolation(SchemaType type, ReadOnlySpan<byte> value)
    {
        if (IsNews(type.Path))
        {
            log.Warning(
                "{Stream:l}: the \"{Path:l}\" of a record is {Value:l}, which its schema does not allow. This record and others like it are written unchanged",
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
