using System.Net;
using System.Text.Json;

namespace Dixa.Warehouse.Subscriptions;

/// <summary>What to tell the user when Dixa does not do what it was asked.</summary>
public static class SubscriptionErrors
{
    private const int MostText = 300;

    /// <summary>Dixa has answered with an error.</summary>
    /// <param name="what">What was asked, such as <c>create the subscription</c>.</param>
    public static WarehouseException FromStatus(HttpStatusCode status, string what, ReadOnlySpan<byte> body)
    {
        var said = Said(body);
        return (int)status switch
        {
            401 or 403 => WarehouseException.Configuration(
                $"Dixa refuses the token ({(int)status}{said}), so it can't be asked to {what}. An administrator makes one under Settings, Integrations, API Tokens, of the version \"Dixa API\"; set it as api_token or DIXA_API_TOKEN."),
            404 => WarehouseException.Configuration($"Dixa has no such subscription (404{said}): it may be deleted already. \"webhook status\" lists those that are there."),
            429 => WarehouseException.Transient($"Dixa's rate limit was exceeded (429{said}) when it was asked to {what}. Try again in a minute."),
            409 or 402 or 422 => WarehouseException.Configuration($"Dixa refuses to {what} ({(int)status}{said}). If it allows no more subscriptions, delete one that nobody needs: \"webhook status\" lists them."),
            >= 500 => WarehouseException.Transient($"Dixa failed to {what} ({(int)status}{said}). Try again later."),
            _ => WarehouseException.Configuration($"Dixa refuses to {what} ({(int)status}{said})."),
        };
    }

    /// <summary>Dixa could not be reached, or did not answer.</summary>
    /// <param name="isWrite">Whether it may have been done all the same.</param>
    public static WarehouseException FromTransport(Exception exception, string what, Uri url, TimeSpan timeout, bool isWrite)
    {
        var cause = exception;
        while (cause is not (null or HttpRequestException or IOException or TaskCanceledException))
        {
            cause = cause.InnerException;
        }

        var doubt = isWrite ? " Whether it was done all the same is not known: see with \"webhook status\" before you try again." : "";
        return cause is TaskCanceledException
            ? WarehouseException.Transient($"{url.Host} did not answer within {timeout.TotalSeconds:0} seconds when it was asked to {what}.{doubt}", exception)
            : WarehouseException.Transient($"{url.Host} can't be reached to {what}: {(cause ?? exception).Message.TrimEnd('.')}.{doubt}", exception);
    }

    /// <summary>What Dixa says itself, in one line and not too long; empty for nothing.</summary>
    private static string Said(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("message", out var message) && message.ToString() is { Length: > 0 } text)
            {
                var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                return $": \"{(line.Length > MostText ? $"{line[..MostText]}…" : line)}\"";
            }
        }
        catch (JsonException)
        {
            // A gateway's page, which says nothing to anybody.
        }

        return "";
    }
}
