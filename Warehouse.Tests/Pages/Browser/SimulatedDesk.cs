using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.EndToEnd;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Pages.Browser;

/// <summary>A simulated organisation in a database, brought there by both programs as they ship.</summary>
public sealed class SimulatedDesk : IAsyncDisposable
{
    private const string TimeZone = "Europe/Copenhagen";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-page-");

    private SimulatedDesk(SimulatorServer simulator, Database database) => (Simulator, Database) = (simulator, database);

    public SimulatorServer Simulator { get; }

    public Database Database { get; }

    public static async Task<SimulatedDesk> StartAsync(Database database, SimulatorOptions options)
    {
        var simulator = await SimulatorServer.StartAsync(options with { Limits = RateLimits.None }, ct: TestContext.Current.CancellationToken);
        var desk = new SimulatedDesk(simulator, database);
        await desk.SyncAsync();
        return desk;
    }

    /// <summary>Reads what has changed, and refreshes the views, as <c>sync</c> does.</summary>
    public async Task SyncAsync()
    {
        var path = Path.Combine(_directory.FullName, "config.json");
        var settings = new JsonObject
        {
            ["api_token"] = Simulator.Options.Token,
            ["start_date"] = (Simulator.Options.Now ?? DateTimeOffset.UtcNow).AddMonths(-Simulator.Options.Months).AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["dixa_api_url"] = Simulator.Url.ToString(),
            ["exports_api_url"] = Simulator.Url.ToString(),
            ["exports_requests_per_minute"] = 6000,
            ["api_requests_per_second"] = 1000,
        };
        var config = new JsonObject
        {
            ["database"] = Database.Setting,
            ["schema"] = Database.Schema,
            ["timezone"] = TimeZone,
            ["business_hours"] = "Office",
            ["streams"] = new JsonArray("conversations", "messages", "activity_logs", "agents", "queues", "teams", "team_members", "business_hours_schedules"),
            ["source"] = settings,
        };
        await File.WriteAllTextAsync(path, config.ToJsonString(), TestContext.Current.CancellationToken);
        using var process = Programs.Start(Programs.Warehouse, "sync", "--config", path, "--source", Programs.Source);
        var (code, said) = await Programs.EndAsync(process);
        Assert.True(code == 0, said);
    }

    /// <summary>Refreshes the views as at another time than now.</summary>
    public void Refresh(DateTimeOffset now)
    {
        using var views = StoreFactory.Views(Database.Config());
        new ViewRefresh(views, new ViewSettings(TimeZone, "Office"), now).Run();
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
