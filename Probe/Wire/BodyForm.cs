using System.Text;
using System.Text.Json;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Wire;

/// <summary>Says what form a body has, and nothing of what it says.</summary>
public static class BodyForm
{
    /// <summary>How much of a body is looked at.</summary>
    public const int Most = 16 * 1024;

    public static string Of(ReadOnlyMemory<byte> body, string? mediaType)
    {
        var type = mediaType is { Length: > 0 and < 60 } && !mediaType.Any(char.IsControl) ? mediaType : "no media type";
        return body.IsEmpty ? "an empty body" : $"{Kind(body)} ({type})";
    }

    private static string Kind(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? $"an object with {Members(json.RootElement)}"
                : KindName.WithArticle(json.RootElement);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 256)]).TrimStart().StartsWith('<') ? "a page of HTML or XML" : "plain text";
        }
    }

    private static string Members(JsonElement body)
    {
        var members = body.EnumerateObject().Select(member => $"`{FieldName.Shown(member.Name)}` ({KindName.WithArticle(member.Value)})").Order(StringComparer.Ordinal).ToList();
        return members.Count == 0 ? "no members" : string.Join(", ", members);
    }
}
