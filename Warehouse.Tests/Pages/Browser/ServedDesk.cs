using Dixa.Simulator;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Pages.Browser;

/// <summary>The page over a simulated organisation, which takes both programs a second or two to read. Tests that only look at it share one.</summary>
public sealed class ServedDesk : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private SimulatedDesk? _desk;
    private Served? _page;

    public SimulatedDesk Desk => _desk!;

    public Served Page => _page!;

    public async ValueTask InitializeAsync()
    {
        _desk = await SimulatedDesk.StartAsync(_database, new SimulatorOptions { Months = 2, Conversations = 400, EndUsers = 80 });
        _page = new Served(_database);
    }

    public async ValueTask DisposeAsync()
    {
        _page?.Dispose();
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }

        _database.Dispose();
    }
}
