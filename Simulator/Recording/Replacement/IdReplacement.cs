using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Replaces ids: a UUID by another of its version, a conversation's number by one that keeps the order, a page's key by another key.</summary>
public sealed class IdReplacement(byte[] key)
{
    /// <summary>Numbers below this move by one distance to above it, so that no made-up one is also a real one; they still fit 32 bits.</summary>
    private const long FirstMadeUp = 1_000_000_000;
    private const uint Distances = 50_000_000;
    private const int PageKeyBytes = 24;

    private static readonly byte[] OfUuids = "uuid"u8.ToArray();
    private static readonly byte[] OfPages = "page"u8.ToArray();
    private static readonly byte[] OfConversations = "conversation"u8.ToArray();

    private readonly long _distance =
        FirstMadeUp + (BinaryPrimitives.ReadUInt32LittleEndian(HMACSHA256.HashData(key, OfConversations)) % Distances);

    public string Uuid(string text)
    {
        var id = Guid.ParseExact(text, "D");
        var real = id.ToByteArray(bigEndian: true);
        var made = Hash(OfUuids, real).AsSpan(0, real.Length);
        made[6] = (byte)((real[6] & 0xF0) | (made[6] & 0x0F));
        made[8] = (byte)((real[8] & 0xC0) | (made[8] & 0x3F));
        var replaced = new Guid(made, bigEndian: true).ToString("D");
        return text.Any(char.IsAsciiLetterUpper) ? replaced.ToUpperInvariant() : replaced;
    }

    /// <summary>All numbers move by the same distance: order and gaps stay, and so does their joining.</summary>
    public string Conversation(string number) =>
        (long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) + _distance).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a number can be a conversation's; a larger one is replaced digit by digit.</summary>
    public static bool IsConversation(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < FirstMadeUp;

    /// <summary>A key is opaque: whoever sends the made-up one is given the page that the real one led to.</summary>
    public string PageKey(string text) => Convert.ToBase64String(Hash(OfPages, Encoding.UTF8.GetBytes(text)).AsSpan(0, PageKeyBytes));

    private byte[] Hash(byte[] use, byte[] value) => HMACSHA256.HashData(key, (byte[])[.. use, .. value]);
}
