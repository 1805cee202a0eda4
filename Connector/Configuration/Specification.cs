using System.Text.Json;

namespace Dixa.Connector.Configuration;

/// <summary>The specification, <c>spec.json</c>, embedded in the executable. The command <c>spec</c> prints it, and configurations are validated against it.</summary>
public static class Specification
{
    public static ReadOnlyMemory<byte> Bytes { get; } = Load();

    public static JsonElement ConnectionSpecification()
    {
        using var document = JsonDocument.Parse(Bytes);
        return document.RootElement.GetProperty("connectionSpecification").Clone();
    }

    private static byte[] Load()
    {
        using var resource = typeof(Specification).Assembly.GetManifestResourceStream("spec.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
