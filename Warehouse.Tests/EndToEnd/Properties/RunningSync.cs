using System.Diagnostics;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>A sync that is under way.</summary>
/// <param name="warehouse">The process that writes.</param>
/// <param name="source">The process that reads, where it was started on its own; null where the warehouse starts it.</param>
/// <param name="ended">Done when all has ended: the exit code, 0 if all is well, and what was said.</param>
public sealed class RunningSync(Process warehouse, Process? source, Task<(int Code, string Said)> ended) : IDisposable
{
    public Task<(int Code, string Said)> Ended => ended;

    /// <summary>The process that writes; null once it has ended.</summary>
    public int? Warehouse => warehouse.HasExited ? null : warehouse.Id;

    /// <summary>The process that reads; null while there is none.</summary>
    public int? Source => source is null ? Programs.ChildOf(warehouse.Id) : source.HasExited ? null : source.Id;

    /// <summary>Ends what still runs.</summary>
    public void Kill()
    {
        if (source is { HasExited: false })
        {
            source.Kill();
        }

        if (!warehouse.HasExited)
        {
            warehouse.Kill(entireProcessTree: true);
        }
    }

    public void Dispose()
    {
        Kill();
        source?.Dispose();
        warehouse.Dispose();
    }
}
