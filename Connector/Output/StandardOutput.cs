using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dixa.Connector.Output;

/// <summary>Opens the process's stdout so that a reader who has gone is noticed.</summary>
public static partial class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>Whether the process was given a stdout. What is closed becomes the first file that the runtime opens for itself.</summary>
    public static bool IsOpen => IsInherited(Descriptor);

    /// <summary>Whether the process was given a stderr.</summary>
    public static bool IsErrorOpen => IsInherited(2);

    /// <remarks>
    /// The console's own stream swallows EPIPE, and a platform that cancels a sync does no more than close its end of the
    /// pipe. A file stream reports it, but writes a regular file at positions of its own, which would overwrite what another
    /// process appends; a regular file has no reader to lose, so there the console's stream serves.
    /// </remarks>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        LetWritesWait();
        WidenPipe();
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>What a process opens for itself is closed when it starts another program; what it was given can't be.</summary>
    private static bool IsInherited(int descriptor)
    {
        const int GetDescriptorFlags = 1;
        const int CloseOnExec = 1;
        return OperatingSystem.IsWindows() || Control(descriptor, GetDescriptorFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0;
    }

    /// <summary>A pipe may come in non-blocking mode, in which a write to a slow reader fails instead of waiting.</summary>
    private static void LetWritesWait()
    {
        const int GetFlags = 3;
        const int SetFlags = 4;
        var nonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
        var flags = Control(Descriptor, GetFlags, 0);
        if (flags >= 0 && (flags & nonBlocking) != 0)
        {
            _ = Control(Descriptor, SetFlags, flags & ~nonBlocking);
        }
    }

    /// <summary>
    /// A pipe holds 64 KB, half a chunk, so each write would have to wait for its reader twice. With room for eight chunks both
    /// run on. Refused where it is no pipe or a limit forbids it, which costs nothing but time.
    /// </summary>
    private static void WidenPipe()
    {
        const int SetPipeSize = 1031;
        const int Most = 1 << 20;
        if (OperatingSystem.IsLinux())
        {
            _ = Control(Descriptor, SetPipeSize, Most);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, int argument);
}
