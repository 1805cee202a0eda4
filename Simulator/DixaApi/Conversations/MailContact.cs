namespace Dixa.Simulator.DixaApi.Conversations;

public sealed record MailContact(string Email, string? Name)
{
    /// <summary>Takes an address apart that may stand in angle brackets after a quoted name.</summary>
    public static MailContact Parse(string address) =>
        address.Split(" <") is [var name, var rest] ? new MailContact(rest.TrimEnd('>'), name.Trim('"')) : new MailContact(address, null);
}
