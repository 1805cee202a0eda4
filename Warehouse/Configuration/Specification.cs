using System.Text.Json;

namespace Dixa.Warehouse.Configuration;

/// <summary><c>spec.json</c>, which describes the settings of the file.</summary>
public static class Specification
{
    public static byte[] ReadAll()
    {
        using var resource = typeof(Specification).Assembly.GetManifestResourceStream("spec.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The names of the settings.</summary>
    public static IReadOnlyList<string> Settings()
    {
        using var document = JsonDocument.Parse(ReadAll());
        return [.. document.RootElement.GetProperty("connectionSpecification").GetProperty("properties").EnumerateObject().Select(property => property.Name)];
    }
}
