using System.Text.Json;

namespace Dixa.Simulator.Http;

/// <summary>Writes fields that may lack a value: as null, or not at all.</summary>
public readonly ref struct FieldWriter(Utf8JsonWriter json, bool omitsNull)
{
    public void Write(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
        else
        {
            WriteNull(name);
        }
    }

    public void Write(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            WriteNull(name);
        }
    }

    public void Write(ReadOnlySpan<byte> name, Guid? value)
    {
        if (value is { } id)
        {
            json.WriteString(name, id);
        }
        else
        {
            WriteNull(name);
        }
    }

    public void Write(ReadOnlySpan<byte> name, IEnumerable<string>? values)
    {
        if (values is null)
        {
            WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes several texts if there are some, else the one text.</summary>
    public void Write(ReadOnlySpan<byte> name, IEnumerable<string>? values, string? value)
    {
        if (values is not null)
        {
            Write(name, values);
        }
        else
        {
            Write(name, value);
        }
    }

    private void WriteNull(ReadOnlySpan<byte> name)
    {
        if (!omitsNull)
        {
            json.WriteNull(name);
        }
    }
}
