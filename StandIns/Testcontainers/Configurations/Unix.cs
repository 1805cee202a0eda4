namespace DotNet.Testcontainers.Configurations;

/// <summary>The usual permissions of files.</summary>
public sealed class Unix
{
    public const UnixFileModes FileMode644 =
        UnixFileModes.UserRead | UnixFileModes.UserWrite | UnixFileModes.GroupRead | UnixFileModes.OtherRead;

    public const UnixFileModes FileMode755 =
        FileMode644 | UnixFileModes.UserExecute | UnixFileModes.GroupExecute | UnixFileModes.OtherExecute;

    private Unix()
    {
    }
}
