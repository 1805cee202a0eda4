using Microsoft.Win32.SafeHandles;

namespace Dixa.Connector.Protocol;

/// <summary>Opens the process's stdout so that a reader who has gone is noticed.</summary>
public static class StandardOutput
{
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

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
