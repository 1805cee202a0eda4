namespace DotNet.Testcontainers.Containers;

/// <summary>What a command in a container wrote, and how it ended. In Testcontainers the exit code is null where the engine does not say one.</summary>
public readonly struct ExecResult(string stdout, string stderr, long? exitCode)
{
    public string Stdout { get; } = stdout;

    public string Stderr { get; } = stderr;

    public long? ExitCode { get; } = exitCode;
}
