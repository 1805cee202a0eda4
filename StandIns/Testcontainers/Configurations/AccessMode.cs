namespace DotNet.Testcontainers.Configurations;

/// <summary>What a container may do with what is mounted.</summary>
public readonly record struct AccessMode
{
    public static readonly AccessMode ReadOnly = new("ro");

    public static readonly AccessMode ReadWrite = new("rw");

    private AccessMode(string value) => Value = value;

    public string Value { get; }
}
