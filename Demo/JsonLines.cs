using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Dixa.Demo;

/// <summary>Lines of JSON on their way from a process to a file.</summary>
public static class JsonLines
{
    /// <summary>Copies every byte as it comes, and shows each whole line, parsed; what is shown lives only so long.</summary>
    /// <returns>Whether the last line was whole.</returns>
    /// <exception cref="JsonException">A line is no JSON; it is the last one in the target.</exception>
    public static async Task<bool> CopyAsync(Stream source, Stream target, Action<JsonElement> show)
    {
        var reader = PipeReader.Create(source);
        while (true)
        {
            var read = await reader.ReadAsync();
            var rest = CopyLines(read.Buffer, target, show);
            if (read.IsCompleted)
            {
                Write(rest, target);
                return rest.IsEmpty;
            }

            await target.FlushAsync();
            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static ReadOnlySequence<byte> CopyLines(ReadOnlySequence<byte> bytes, Stream target, Action<JsonElement> show)
    {
        while (bytes.PositionOf((byte)'\n') is { } lineBreak)
        {
            var next = bytes.GetPosition(1, lineBreak);
            Write(bytes.Slice(0, next), target);
            using var line = JsonDocument.Parse(bytes.Slice(0, lineBreak));
            show(line.RootElement);
            bytes = bytes.Slice(next);
        }

        return bytes;
    }

    private static void Write(ReadOnlySequence<byte> bytes, Stream target)
    {
        foreach (var part in bytes)
        {
            target.Write(part.Span);
        }
    }
}
