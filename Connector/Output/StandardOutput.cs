using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dixa.Connector.Output;

/// <summary>Opens the process's stdout in a way that notices when its reader is gone.</summary>
public static partial class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>Whether the process was started with a stdout. If not, the first file that the runtime opens takes its descriptor.</summary>
    public static bool IsOpen => IsInherited(Descriptor);

    /// <summary>Whether the process was started with a stderr.</summary>
    public static bool IsErrorOpen => IsInherited(2);

    /// <remarks>
    /// <para>The console's stream swallows EPIPE, but a platform that cancels a sync only closes its end of the pipe. A file stream
    /// reports it.</para>
    /// <para>A file stream writes a regular file at its own positions, which would overwrite what another process appends. A regular
    /// file has no reader to lose, so the console's stream is used there.</para>
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

    /// <summary>Descriptors that the process opens itself are closed on exec; inherited ones can't be.</summary>
    private static bool IsInherited(int descriptor)
    {
        const int GetDescriptorFlags = 1;
        const int CloseOnExec = 1;
        return OperatingSystem.IsWindows() || Control(descriptor, GetDescriptorFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0;
    }

    /// <summary>Makes writes block. A pipe may be inherited in non-blocking mode, in which a write to a slow reader fails instead of waiting.</summary>
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
    /// Widens the pipe to eight chunks, so that writer and reader run in parallel. By default it holds 64 KB, half a chunk, so each write
    /// would wait for the reader twice. If it is not a pipe, or a limit forbids it, only time is lost.
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
