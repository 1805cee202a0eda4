using System.Diagnostics;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>A sync that is under way.</summary>
/// <param name="warehouse">The process that writes.</param>
/// <param name="source">The process that reads, where it was started on its own; null where the warehouse starts it.</param>
/// <param name="ended">Done when all has ended: the exit code, 0 if all is well, and what was said.</param>
public sealed class RunningSync(Process warehouse, Process? source, Task<(int Code, string Said)> ended) : IDisposable
{
    public Task<(int Code, string Said)> Ended => ended;

    public int Warehouse => warehouse.Id;

    /// <summary>The process that reads; null while there is none.</summary>
    public int? Source => source is null ? Programs.ChildOf(warehouse.Id) : source.HasExited ? null : source.Id;

    public void Dispose()
    {
        source?.Dispose();
        warehouse.Dispose();
    }
}
