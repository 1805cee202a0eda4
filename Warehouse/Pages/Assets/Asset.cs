using System.Security.Cryptography;

namespace Dixa.Warehouse.Pages.Assets;

/// <summary>A file of the page that is the same for everybody: a resource of this program. Its address changes with its content.</summary>
public sealed class Asset
{
    private Asset(string name, string type)
    {
        using var resource = typeof(Asset).Assembly.GetManifestResourceStream($"Pages/Assets/{name}") ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        (Path, Type, Content) = ($"/{name}", type, content.ToArray());
        Address = $"{name}?v={Convert.ToHexStringLower(SHA256.HashData(Content.Span))[..12]}";
    }

    public static Asset Style { get; } = new("page.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = new("page.js", "text/javascript; charset=utf-8");

    public string Path { get; }

    /// <summary>Relative, so that a proxy may put the page where it likes.</summary>
    public string Address { get; }

    public string Type { get; }

    public ReadOnlyMemory<byte> Content { get; }
}
