using System.Runtime.InteropServices;

namespace Dixa.Benchmarks.Processes;

/// <summary>The processor time, user and system together, of the children of this process that have ended.</summary>
public static partial class ProcessorTime
{
    public static TimeSpan OfEndedChildren()
    {
        const int Children = -1;
        const int Fields = 18;
        Span<long> usage = stackalloc long[Fields];
        return GetUsage(Children, usage) == 0
            ? TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3])
            : throw new InvalidOperationException("getrusage failed");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, Span<long> usage);
}
