using System.Buffers;
using System.Text.Unicode;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>What the body of an error says, as far as it can be read: the status counts, whatever becomes of the body.</summary>
public static class ErrorBody
{
    /// <summary>How long a body may take. It is for the log only, and nobody wants to wait for that.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int Shown = 2048;

    /// <summary>Bytes that are read: more than are shown, so that a secret is not recognised too little of.</summary>
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
            // What has come by now must do.
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            // A body that breaks off or is not what its headers say.
        }

        return TryText(start.AsSpan(0, length)) is { } text
            ? mask.Apply(text, Shown).ReplaceLineEndings(" ")
            : $"({length} bytes that are no plain text)";
    }

    /// <summary>Null for what is no text: in what encoding a secret stands in it nobody can tell.</summary>
    private static string? TryText(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length];
        var isText = Utf8.ToUtf16(bytes, text, out _, out var length, replaceInvalidSequences: false, isFinalBlock: false) != OperationStatus.InvalidData;
        return isText && !text.AsSpan(0, length).ContainsAnyInRange('\0', '\b') && !text.AsSpan(0, length).ContainsAnyInRange('\x0e', '\x1f')
            ? new string(text, 0, length)
            : null;
    }
}
