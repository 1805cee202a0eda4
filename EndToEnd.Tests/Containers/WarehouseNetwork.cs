using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Dixa.Connector.Containers;

/// <summary>A simulated Dixa and a PostgreSQL server in one network, and the warehouse's image to run in it.</summary>
public sealed class WarehouseNetwork : IAsyncLifetime
{
    public const string PostgresImage = "postgres:17";

    private const string Password = "drawn by nobody/ü";

    private IContainer? _postgres;

    public static string DatabaseUrl => $"postgres://postgres:{Uri.EscapeDataString(Password)}@postgres/postgres";

    public SimulatedDixa Dixa { get; } = new();

    /// <summary>The settings of the warehouse for the simulated Dixa.</summary>
    public static IReadOnlyDictionary<string, string> DixaSettings { get; } = new Dictionary<string, string>
    {
        ["DIXA_API_URL"] = SimulatedDixa.Url,
        ["DIXA_EXPORTS_API_URL"] = SimulatedDixa.Url,
        ["DIXA_EXPORTS_REQUESTS_PER_MINUTE"] = "6000",
        ["DIXA_API_REQUESTS_PER_SECOND"] = "1000",
    };

    public async ValueTask InitializeAsync()
    {
        if (!DockerEngine.Answers)
        {
            return;
        }

        await Dixa.InitializeAsync();
        _postgres = new ContainerBuilder(PostgresImage)
            .WithEnvironment("POSTGRES_PASSWORD", Password)
            .WithNetwork(Dixa.Network!)
            .WithNetworkAliases("postgres")
            .Build();
        await _postgres.StartAsync();
        while ((await _postgres.ExecAsync(["pg_isready", "--host=127.0.0.1"])).ExitCode != 0)
        {
            await Task.Delay(100);
        }
    }

    /// <summary>Runs the warehouse's image as nobody in particular, with nothing but what it needs: no privilege, and no file system to write to but <c>/tmp</c>.</summary>
    /// <param name="options">Further options of <c>docker run</c>.</param>
    public Task<CommandResult> RunAsync(IEnumerable<string> options, params IEnumerable<string> arguments) => DockerEngine.RunAsync(
    [
        "run", "--rm", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--network", Dixa.Network!.Name,
        .. Environment(DixaSettings), .. options, ConnectorImages.Warehouse, .. arguments,
    ]);

    public static IEnumerable<string> Environment(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.SelectMany(variable => new[] { "--env", $"{variable.Key}={variable.Value}" });

    /// <summary>The rows that a statement gives in PostgreSQL, a line for each.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        var result = await _postgres!.ExecAsync(["psql", "--username=postgres", "--tuples-only", "--no-align", "--command", sql], TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.Stderr);
        return result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        await Dixa.DisposeAsync();
    }
}
