using System.Globalization;

namespace Dixa.Simulator.Commands;

/// <summary>Asks a simulator on this machine whether it answers: what a container's health check runs, since the image holds no other client.</summary>
public static class HealthCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <param name="args">The options of `serve`, of which only the port counts.</param>
    /// <returns>0 if it answers, else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var port = ServeArguments.Parse(args).Port.ToString(CultureInfo.InvariantCulture);
        using var client = new HttpClient { Timeout = Timeout };
        try
        {
            using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/_simulator/health"));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"No simulator answers on port {port}: {failure.Message}");
            return 1;
        }
    }
}
