using System.Diagnostics;
using System.Globalization;

namespace Dixa.Benchmarks;

/// <summary>One window that is many times larger than the memory of the container that reads it.</summary>
public static class LargeWindow
{
    private const double RecordBytes = 1505;

    /// <summary>In the container: the read, its last lines, and the most memory that it ever held.</summary>
    private const string Script = """
        mkfifo /tmp/out && tail -n 4 /tmp/out > /tmp/end &
        sleep 1
        /airbyte/source-dixa read --config /bench/config.json --catalog /bench/catalog.json > /tmp/out & pid=$!
        while test -d /proc/$pid && busybox grep -q VmHWM /proc/$pid/status; do busybox grep VmHWM /proc/$pid/status > /tmp/now && cp /tmp/now /tmp/peak; sleep 0.2; done
        wait $pid; echo "exit $?"; wait; cat /tmp/peak /tmp/end
        """;

    /// <param name="connector">The executable, which takes the place of the image's.</param>
    /// <param name="image">Any image of the connector.</param>
    public static async Task<int> RunAsync(string connector, string image, double gigabytes, int memoryMegabytes)
    {
        var records = (int)(gigabytes * 1e9 / RecordBytes);
        using var export = new ExportFile(records, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var server = new FileServer(export.Path);
        var folder = Directory.CreateTempSubdirectory("dixa-benchmark");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "config.json"),
                $$"""{"api_token":"benchmark-token","start_date":"2026-01-01","end_date":"2026-01-02","dixa_api_url":"{{server.Url}}","exports_api_url":"{{server.Url}}"}""");
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "catalog.json"),
                """{"streams":[{"stream":{"name":"conversations"},"sync_mode":"incremental","destination_sync_mode":"append"}]}""");
            Console.WriteLine($"{records} records, {(export.Bytes / 1e9).ToString("0.00", CultureInfo.InvariantCulture)} GB in one window, {memoryMegabytes} MB of memory and no swap");
            var start = Stopwatch.GetTimestamp();
            using var docker = Process.Start(
                "docker",
                [
                    "run", "--rm", "--user", "0", "--network", "host", "--memory", $"{memoryMegabytes}m", "--memory-swap", $"{memoryMegabytes}m", "--tmpfs", "/tmp",
                    "--volume", $"{folder.FullName}:/bench:ro", "--volume", $"{connector}:/airbyte/source-dixa:ro", "--entrypoint", "sh", image, "-c", Script,
                ]);
            await docker.WaitForExitAsync();
            Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s");
            return docker.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
