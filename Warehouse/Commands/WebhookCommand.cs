using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Subscriptions;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Commands;

/// <summary>Shows, makes and deletes the subscription that has Dixa send events here. Creating and deleting are all that this program ever writes to Dixa.</summary>
/// <param name="output">Where people read. No secret is written there.</param>
public sealed class WebhookCommand(CommandContext context, TextWriter output)
{
    /// <summary>The name that a subscription gets.</summary>
    private const string Name = "dixa-warehouse";

    private readonly WarehouseConfig _config = context.ReadConfig();

    private CommandLine Options => context.Options;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        using var client = new SubscriptionClient(_config.Source);
        var subscriptions = await client.ListAsync(context.Stop);
        context.Mask.Add(subscriptions.Select(each => each.Secret).OfType<string>());
        return Options.Action switch
        {
            "plan" => Plan(client.Url, subscriptions),
            "create" => await CreateAsync(client, subscriptions),
            "delete" => await DeleteAsync(client, subscriptions),
            _ => await StatusAsync(client, subscriptions),
        };
    }

    private int Plan(Uri dixa, IReadOnlyList<Subscription> subscriptions)
    {
        var body = Body();
        var same = subscriptions.Where(each => each.IsFor(Options.Url!)).ToList();
        Say(same.Count > 0 ? "There is such a subscription already: create would make no second one." : $"create would send to {dixa}: POST /v1/webhooks");
        Say(Indented(body));
        Say(_config.WebhookSecretsFile is { } path
            ? $"It would keep the secret that Dixa makes up in {new SecretsFile(path).Path}."
            : $"It would refuse to: {NoPlace.Message}");
        List(subscriptions);
        return 0;
    }

    private async Task<int> CreateAsync(SubscriptionClient client, IReadOnlyList<Subscription> subscriptions)
    {
        var file = new SecretsFile(_config.WebhookSecretsFile ?? throw NoPlace);
        if (subscriptions.FirstOrDefault(each => each.IsFor(Options.Url!)) is { } same)
        {
            return Adopt(same, file);
        }

        // A secret that has no place to stay would be lost: so that is tried before anything is made.
        file.Probe();
        var created = await client.CreateAsync(Body(), context.Stop);
        created = created?.Secret is null ? (await client.ListAsync(context.Stop)).FirstOrDefault(each => each.IsFor(Options.Url!)) ?? created : created;
        if (created is null)
        {
            throw WarehouseException.Transient("Dixa has answered that the subscription is made, but doesn't show it. See with \"webhook status\" whether it is there, and run create again: it makes no second one.");
        }

        await KeepAsync(client, created, file);
        Say($"Created the subscription {created.Id} for {Options.Url}, with {created.Events.Count} events. Its secret is in {file.Path}.");
        return 0;
    }

    /// <summary>Keeps the secret of a subscription that is there already, so that a second call mends what a first one could not finish.</summary>
    private int Adopt(Subscription same, SecretsFile file)
    {
        var isNew = same.Secret is { } secret && file.Add(secret);
        Say($"The subscription {same.Id} for {Options.Url} is there already: nothing was created. {(same.Secret is null ? "Dixa doesn't show its secret." : $"Its secret {(isNew ? "was added to" : "is in")} {file.Path}.")}");
        var wanted = SubscribedEvents.Of(Options.Events);
        if (!same.IsEnabled || wanted.Except(same.Events).Any())
        {
            Say($"It is {(same.IsEnabled ? "enabled" : "disabled")} and has {same.Events.Count} events; {wanted.Except(same.Events).Count()} of the {wanted.Count} wanted ones are missing. Delete it and create it again to change that.");
        }

        return 0;
    }

    private async Task KeepAsync(SubscriptionClient client, Subscription created, SecretsFile file)
    {
        context.Mask.Add(created.Secret is { } secret ? [secret] : []);
        try
        {
            file.Add(created.Secret ?? throw WarehouseException.Transient($"Dixa doesn't show the secret of the subscription {created.Id}."));
        }
        catch (WarehouseException exception)
        {
            // Nobody could check its deliveries.
            await client.DeleteAsync(created.Id, context.Stop);
            throw new WarehouseException(exception.Kind, $"{exception.Message} The subscription was deleted again.", null, exception);
        }
    }

    private async Task<int> DeleteAsync(SubscriptionClient client, IReadOnlyList<Subscription> subscriptions)
    {
        var named = Named(subscriptions);
        if (named.Count > 1)
        {
            throw WarehouseException.Configuration($"{named.Count} subscriptions have the address {Options.Url}: name one with --id. They are {string.Join(", ", named.Select(each => each.Id))}.");
        }

        await client.DeleteAsync(named[0].Id, context.Stop);
        Say($"Deleted the subscription {named[0].Id}.");
        if (_config.WebhookSecretsFile is { } path && named[0].Secret is { } secret && new SecretsFile(path) is var file && file.Remove(secret))
        {
            Say($"Its secret was taken out of {file.Path}.");
        }

        return 0;
    }

    private async Task<int> StatusAsync(SubscriptionClient client, IReadOnlyList<Subscription> subscriptions)
    {
        if (Options.Url is null && Options.Id is null)
        {
            List(subscriptions);
            return 0;
        }

        foreach (var subscription in Named(subscriptions))
        {
            Say(Describe(subscription));
            var deliveries = await client.DeliveriesAsync(subscription.Id, context.Stop);
            foreach (var each in deliveries.Where(each => each.At is not null).OrderBy(each => each.IsSuccess).ThenBy(each => each.Event, StringComparer.Ordinal))
            {
                Say($"  {(each.IsSuccess ? "ok    " : "FAILED")} {each.Event}, last at {each.At}: {OneLine(each.Answer)}");
            }

            var silent = deliveries.Count(each => each.At is null);
            Say($"  {silent} of its {deliveries.Count} events have not been delivered lately.");
        }

        return 0;
    }

    /// <summary>The subscriptions that the command line names, which are some.</summary>
    private List<Subscription> Named(IReadOnlyList<Subscription> subscriptions)
    {
        var named = subscriptions.Where(each => (Options.Id is null || each.Id == Options.Id) && (Options.Url is null || each.IsFor(Options.Url))).ToList();
        return named.Count > 0 ? named : throw WarehouseException.Configuration(
            $"Dixa has no subscription {(Options.Id is { } id ? $"with the id {id}" : "")}{(Options is { Id: not null, Url: not null } ? " and " : "")}{(Options.Url is { } url ? $"for {url}" : "")}. \"webhook status\" lists those that it has.");
    }

    private void List(IReadOnlyList<Subscription> subscriptions)
    {
        Say(subscriptions.Count == 0 ? "There are no subscriptions." : "Subscriptions that are there:");
        foreach (var subscription in subscriptions)
        {
            Say($"  {Describe(subscription)}");
        }
    }

    /// <remarks>Of another address only the host is shown: it may hold a secret of its own.</remarks>
    private string Describe(Subscription subscription)
    {
        var isOurs = Options.Url is { } url && subscription.IsFor(url);
        var host = Uri.TryCreate(subscription.Url, UriKind.Absolute, out var other) ? other.Host : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{subscription.Id} \"{OneLine(subscription.Name)}\": {subscription.Events.Count} events, {(subscription.IsEnabled ? "enabled" : "DISABLED")}, for {(isOurs ? "this address" : $"an address of {host}")}");
    }

    private JsonObject Body()
    {
        var events = new JsonArray();
        foreach (var name in SubscribedEvents.Of(Options.Events))
        {
            events.Add((JsonNode)JsonValue.Create(name));
        }

        return new JsonObject
        {
            ["name"] = Name,
            ["url"] = Options.Url!.AbsoluteUri,
            ["events"] = events,
            ["authorization"] = new JsonObject { ["_type"] = "NoAuth" },
            ["customHeaders"] = new JsonObject(),
            ["enabled"] = true,
        };
    }

    private void Say(string line) => output.WriteLine(context.Mask.Apply(line));

    private static WarehouseException NoPlace => WarehouseException.Configuration(
        "there is no place for the secret. Name a file in the setting webhook_secrets_file or the variable DIXA_WEBHOOK_SECRETS_FILE; it is made if it is missing, and the receiver reads its secrets there.");

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Indented(JsonObject json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
