using System.Buffers;
using System.Text.Unicode;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>Reads the body of an error, for the log only. The status decides what the error means, even if the body can't be read.</summary>
public static class ErrorBody
{
    /// <summary>How long a body may take. It only informs the log, so it is not worth a long wait.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int Shown = 2048;

    /// <summary>How many bytes are read: more than are shown, so that a secret at the cut is still recognised.</summary>
    private const int Read = 8 * Shown;

    /// <returns>The start of the body, without secrets, on one line.</returns>
    public static async Task<string> ReadAsync(Stream body, SecretMask mask, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new byte[Read];
        var length = 0;
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            int count;
            while (length < start.Length && (count = await body.ReadAsync(start.AsMemory(length), either.Token)) > 0)
            {
                length += count;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The part that has arrived is enough.
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            // The body broke off or is not what its headers say. The part that has arrived is enough.
        }

        return TryText(start.AsSpan(0, length)) is { } text
            ? mask.Apply(text, Shown).ReplaceLineEndings(" ")
            : $"({length} bytes that are no plain text)";
    }

    /// <summary>Null for binary data: a secret in an unknown encoding could not be masked.</summary>
    private static string? TryText(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length];
        var isText = Utf8.ToUtf16(bytes, text, out _, out var length, replaceInvalidSequences: false, isFinalBlock: false) != OperationStatus.InvalidData;
        return isText && !text.AsSpan(0, length).ContainsAnyInRange('\0', '\b') && !text.AsSpan(0, length).ContainsAnyInRange('\x0e', '\x1f')
            ? new string(text, 0, length)
            : null;
    }
}
