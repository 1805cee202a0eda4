using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

/// <summary>A destination that takes its time: the connector waits with it, holding neither the rows nor the answer's stalls against it.</summary>
[Collection(QuietCollection.Name)]
public sealed class SlowDestinationTests
{
    private const int Records = 40_000;
    private const long Megabyte = 1_000_000;

    [Fact]
    public async Task AMegabyteASecondIsReadToTheEndInFlatMemory()
    {
        await using var bench = await StartAsync(speed: 30);
        var reading = await ReadAsync(bench, async (_, bytes) => await Task.Delay(TimeSpan.FromSeconds(bytes / (double)Megabyte), bench.Clock));

        AssertWhole(bench, reading);
    }

    [Fact]
    public async Task APauseOfTenMinutesChangesNothing()
    {
        await using var bench = await StartAsync(speed: 200);
        var paused = false;
        var reading = await ReadAsync(bench, async (total, _) =>
        {
            if (!paused && total > 10 * Megabyte)
            {
                paused = true;
                await Task.Delay(TimeSpan.FromMinutes(10), bench.Clock);
            }
        });

        Assert.True(paused);
        AssertWhole(bench, reading);
    }

    private static async Task<Bench> StartAsync(double speed)
    {
        var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 5, Months = 1 }, speed: speed);
        var subject = new string('x', 1000);
        var rows = Enumerable.Range(0, Records).Select(id => $$"""{"id":{{id}},"updated_at":{{bench.Now.AddHours(-1).ToUnixTimeMilliseconds() + id}},"subject":"{{subject}}"}""");
        bench.Simulator.Faults.Add(new ReplaceBodyFault($"[{string.Join(',', rows)}]") { Path = "/v1/conversation_export" });
        return bench;
    }

    private static void AssertWhole(Bench bench, (Run Run, long PeakBytes) reading)
    {
        Assert.True(reading.Run.ExitCode == 0, reading.Run.ToString());
        Assert.Equal(Enumerable.Range(0, Records).Select(id => $"{id}"), reading.Run.Ids("conversations"));
        Assert.Single(bench.Simulator.Requests.All);

        // The answer alone has 40 MB.
        Assert.InRange(reading.PeakBytes, 1, 90 * Megabyte);
    }

    /// <param name="pause">Waits after a read, given how many bytes have come in all and how many with it.</param>
    private static async Task<(Run Run, long PeakBytes)> ReadAsync(Bench bench, Func<long, int, Task> pause)
    {
        using var process = Process.Start(new ProcessStartInfo(
            SourceDixa.Executable,
            [
                "read",
                "--config",
                bench.Source.File("config.json", bench.Config(bench.Now.AddHours(-2))),
                "--catalog",
                bench.Source.File("catalog.json", SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations")),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [SimulatedClock.Variable] = bench.Clock.ToString() },
        })!;
        var stderr = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var output = new MemoryStream();
        var buffer = new byte[64 * 1024];
        long peak = 0;
        int count;
        while ((count = await process.StandardOutput.BaseStream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, count), TestContext.Current.CancellationToken);
            peak = Math.Max(peak, PeakOf(process.Id));
            await pause(output.Length, count);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (new Run(process.ExitCode, lines, await stderr), peak);
    }

    /// <summary>The most memory that a process has held so far; 0 once it has ended.</summary>
    private static long PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
