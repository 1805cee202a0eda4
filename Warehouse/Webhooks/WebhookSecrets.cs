namespace Dixa.Warehouse.Webhooks;

/// <summary>The secrets that deliveries may be signed with: one of each subscription, and during a change of one both.</summary>
public static class WebhookSecrets
{
    /// <summary>Shorter ones could be guessed.</summary>
    private const int FewestBytes = 8;

    /// <summary>The keys of secrets, which are hex as Dixa shows them.</summary>
    /// <exception cref="WarehouseException">One is no hex, or is too short. The message doesn't repeat it.</exception>
    public static IReadOnlyList<byte[]> Parse(IReadOnlyList<string> secrets) => [.. secrets.Select((secret, i) => Parse(secret, i + 1))];

    private static byte[] Parse(string secret, int number)
    {
        var key = new byte[secret.Length / 2];
        return Convert.FromHexString(secret, key, out _, out _) == System.Buffers.OperationStatus.Done && key.Length >= FewestBytes
            ? key
            : throw WarehouseException.Configuration($"The setting webhook_secrets: number {number} is no secret of a webhook. It has to be at least {2 * FewestBytes} hex digits, as the subscription's secretKey shows them.");
    }
}
