namespace DotNet.Testcontainers.Builders;

/// <summary>The path of a file in a container.</summary>
public readonly record struct FilePath
{
    private FilePath(string value) => Value = value;

    public string Value { get; }

    public static FilePath Of(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FilePath(path.Replace('\\', '/'));
    }

    public override string ToString() => Value;
}
