using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Webhooks;
using Serilog;
using DeliveryHabits = Dixa.Simulator.Webhooks.DeliveryHabits;

namespace Dixa.Warehouse.Commands;

/// <summary>Subscribing, against the simulator's own subscriptions.</summary>
public sealed class WebhookCommandTests : IAsyncLifetime
{
    private const string Url = "https://hooks.example.com/webhooks/dixa";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-webhook-");
    private readonly StringWriter _said = new();
    private readonly List<string> _log = [];
    private SimulatorServer? _simulator;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimulatorServer Simulator => _simulator!;

    private string Secrets => Path.Combine(_directory.FullName, "secrets");

    public async ValueTask InitializeAsync() =>
        _simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 5, EndUsers = 5, Months = 1, Limits = RateLimits.None }, ct: Ct);

    public async ValueTask DisposeAsync()
    {
        await _simulator!.DisposeAsync();
        await _said.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task PlanPrintsWhatCreateWouldSendAndSendsNothing()
    {
        var before = Simulator.Organization.Workspace.Webhooks.Rows;
        Assert.Equal(0, await RunAsync("plan", "--url", Url));

        var said = _said.ToString();
        var body = JsonNode.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..(said.LastIndexOf('}') + 1)])!;
        Assert.Equal(Url, (string?)body["url"]);
        Assert.Equal(EventNames.All.Except(["TypingStarted"]), body["events"]!.AsArray().Select(each => (string?)each));
        Assert.Equal("NoAuth", (string?)body["authorization"]!["_type"]);
        Assert.Contains(Secrets, said, StringComparison.Ordinal);
        Assert.All(before, webhook => Assert.Contains(webhook.Id.ToString(), said, StringComparison.Ordinal));
        Assert.DoesNotContain(Simulator.Requests.All, request => request.Method != "GET");
        Assert.False(File.Exists(Secrets));
        SaysNoSecret();
    }

    [Fact]
    public async Task CreateMakesASubscriptionAndKeepsItsSecretForThisUserAlone()
    {
        Assert.Equal(0, await RunAsync("create", "--url", Url));

        var webhook = Assert.Single(Simulator.Organization.Workspace.Webhooks.Rows, each => each.Url == Url);
        Assert.True(webhook.IsEnabled);
        Assert.Equal(SubscribedEvents.Suggested, webhook.Events.Select(each => each.Name));
        Assert.Equal([webhook.SecretKey], await File.ReadAllLinesAsync(Secrets, Ct));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Secrets));
        }

        Assert.Single(Directory.GetFiles(_directory.FullName));
        SaysNoSecret();
    }

    [Fact]
    public async Task CreatingTwiceMakesNoSecondOneAndMendsALostSecret()
    {
        await RunAsync("create", "--url", Url);
        var webhook = Assert.Single(Simulator.Organization.Workspace.Webhooks.Rows, each => each.Url == Url);
        await File.WriteAllTextAsync(Secrets, "00112233445566778899\n", Ct);
        Assert.Equal(0, await RunAsync("create", "--url", Url));
        Assert.Equal(0, await RunAsync("create", "--url", Url));

        Assert.Single(Simulator.Organization.Workspace.Webhooks.Rows, each => each.Url == Url);
        Assert.Equal(["00112233445566778899", webhook.SecretKey], await File.ReadAllLinesAsync(Secrets, Ct));
        Assert.Equal(1, Simulator.Requests.All.Count(request => request.Method == "POST"));
        Assert.Contains("is there already", _said.ToString(), StringComparison.Ordinal);
        SaysNoSecret();
    }

    [Fact]
    public async Task ASubscriptionOfOtherEventsIsToldOf()
    {
        await RunAsync("create", "--url", Url, "--events", "ConversationCreated,ConversationClosed");
        await RunAsync("create", "--url", Url);

        Assert.Contains("It is enabled and has 2 events; 29 of the 31 wanted ones are missing.", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteRemovesOnlyWhatItNamesAndItsSecret()
    {
        await RunAsync("create", "--url", Url);
        await RunAsync("create", "--url", $"{Url}/other");
        var others = Simulator.Organization.Workspace.Webhooks.Rows.Where(each => each.Url != Url).ToList();
        Assert.Equal(0, await RunAsync("delete", "--url", Url));

        Assert.Equal(others.Select(each => each.Id), Simulator.Organization.Workspace.Webhooks.Rows.Select(each => each.Id));
        Assert.Equal([others.Single(each => each.Url == $"{Url}/other").SecretKey], await File.ReadAllLinesAsync(Secrets, Ct));
        Assert.Equal(1, await RunAsync("delete", "--url", Url));
        Assert.Contains(_log, line => line.Contains($"no subscription for {Url}", StringComparison.Ordinal));
        SaysNoSecret();
    }

    [Fact]
    public async Task OfTwoWithTheSameAddressOneHasToBeNamed()
    {
        await RunAsync("create", "--url", Url);
        var first = Assert.Single(Simulator.Organization.Workspace.Webhooks.Rows, each => each.Url == Url);
        var second = first with { Id = Guid.NewGuid() };
        Simulator.Organization.Edit(workspace => workspace with { Webhooks = workspace.Webhooks.With(second) });
        Assert.Equal(1, await RunAsync("delete", "--url", Url));
        Assert.Contains(_log, line => line.Contains("name one with --id", StringComparison.Ordinal) && line.Contains(second.Id.ToString(), StringComparison.Ordinal));

        Assert.Equal(0, await RunAsync("delete", "--id", second.Id.ToString()));
        Assert.Equal(first.Id, Assert.Single(Simulator.Organization.Workspace.Webhooks.Rows, each => each.Url == Url).Id);
    }

    [Fact]
    public async Task StatusShowsHowTheLastDeliveriesWent()
    {
        // Nobody listens there.
        const string Closed = "http://127.0.0.1:9/webhooks/dixa";
        await RunAsync("create", "--url", Closed);
        Simulator.Webhooks.Habits = new DeliveryHabits { RetriesMs = [] };
        Simulator.Organization.AddNote(Simulator.Organization.Conversations[0].Id, DateTimeOffset.UtcNow);
        await Simulator.Webhooks.DrainAsync(Ct);
        Assert.Equal(0, await RunAsync("status", "--url", Closed));

        Assert.Contains("FAILED ConversationNoteAdded", _said.ToString(), StringComparison.Ordinal);
        Assert.Contains("30 of its 31 events have not been delivered lately.", _said.ToString(), StringComparison.Ordinal);
        SaysNoSecret();
    }

    [Fact]
    public async Task WithoutAPlaceForTheSecretNothingIsMade()
    {
        Assert.Equal(1, await RunAsync(["create", "--url", Url], secrets: null));
        Assert.Contains(_log, line => line.Contains("webhook_secrets_file or the variable DIXA_WEBHOOK_SECRETS_FILE", StringComparison.Ordinal));

        Assert.Equal(1, await RunAsync(["create", "--url", Url], secrets: Path.Combine(_directory.FullName, "missing", "secrets")));
        Assert.Contains(_log, line => line.Contains("can't be written", StringComparison.Ordinal));
        Assert.DoesNotContain(Simulator.Requests.All, request => request.Method != "GET");
    }

    [Theory]
    [InlineData(401, "Unauthorized", "Dixa refuses the token (401: \"Unauthorized\")")]
    [InlineData(403, "Forbidden", "Dixa refuses the token (403: \"Forbidden\")")]
    [InlineData(400, "Invalid value for: body (url)", "Dixa refuses to create the subscription (400: \"Invalid value for: body (url)\").")]
    [InlineData(409, "Too many subscriptions", "If it allows no more subscriptions, delete one")]
    [InlineData(429, "API limit has been reached", "Try again in a minute.")]
    [InlineData(500, "There was an internal server error", "Dixa failed to create the subscription (500")]
    public async Task WhatDixaRefusesIsSaidInASentence(int status, string message, string expected)
    {
        // The first request lists what there is.
        Simulator.Faults.Add(new StatusFault(status) { Path = "/v1/webhooks", Skip = 1, Body = $$"""{"message": "{{message}}"}""" });
        Assert.Equal(1, await RunAsync("create", "--url", Url));

        Assert.Contains(expected, Assert.Single(_log), StringComparison.Ordinal);
        Assert.False(File.Exists(Secrets));
    }

    [Fact]
    public async Task ADixaThatIsNotThereIsSaidInASentence()
    {
        Assert.Equal(1, await RunAsync(["plan", "--url", Url], Secrets, new Uri("http://127.0.0.1:9/")));
        Assert.StartsWith("127.0.0.1 can't be reached to list its subscriptions:", Assert.Single(_log), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, Secrets);

    private async Task<int> RunAsync(string[] arguments, string? secrets, Uri? dixa = null)
    {
        var variables = new Dictionary<string, string> { ["DIXA_API_TOKEN"] = Simulator.Options.Token, ["DIXA_API_URL"] = (dixa ?? Simulator.Url).ToString() };
        if (secrets is not null)
        {
            variables["DIXA_WEBHOOK_SECRETS_FILE"] = secrets;
        }

        var options = CommandLine.TryParse(["webhook", .. arguments], out var error);
        Assert.Null(error);
        var mask = new SecretMask();
        using var log = new LoggerConfiguration().WriteTo.Sink(new ListSink(_log)).CreateLogger();
        var context = new CommandContext(options!, new MessageWriter(Stream.Null, mask), mask, log, new EnvironmentSettings(variables), TimeProvider.System, Ct);
        try
        {
            return await new WebhookCommand(context, _said).RunAsync();
        }
        catch (WarehouseException exception)
        {
            log.Error("{Failure:l}", mask.Apply(exception.Message));
            return 1;
        }
    }

    private void SaysNoSecret() => Assert.All(
        Simulator.Organization.Workspace.Webhooks.Rows.Select(webhook => webhook.SecretKey).Append(Simulator.Options.Token),
        secret => Assert.DoesNotContain(secret, $"{_said}{string.Join('\n', _log)}", StringComparison.OrdinalIgnoreCase));
}
