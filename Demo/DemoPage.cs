using System.Text.RegularExpressions;

namespace Dixa.Demo;

/// <summary>The page of numbers that <c>dixa-warehouse serve</c> makes of the demo's database.</summary>
public sealed partial class DemoPage(OutputFolder folder, Narrator narrator)
{
    private const string Serve = $"serve --config {OutputFolder.WarehouseConfig} --listen 127.0.0.1:0";

    /// <summary>Says where the page is, and keeps it there until it is told to stop.</summary>
    /// <exception cref="DemoException">It can't be served.</exception>
    public async Task ServeAsync(CancellationToken stop)
    {
        using var process = DixaWarehouse.Start(Serve, folder);
        await using var onStop = stop.Register(process.Kill);
        process.StandardInput.Close();
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            said.Add(line);
            if (Address().Match(line) is { Success: true } address)
            {
                narrator.Title("The page");
                narrator.Say("What support teams ask of these tables stands on a page, which dixa-warehouse serves until Ctrl-C:");
                narrator.ShowLines($"  {address.Value}\n");
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        if (!stop.IsCancellationRequested)
        {
            throw new DemoException($"dixa-warehouse {Serve} ended with exit code {process.ExitCode}. {string.Join(' ', said)}".TrimEnd());
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
