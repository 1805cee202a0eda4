namespace Refit;

/// <summary>What a method of an interface asks for: an HTTP method and a path that starts with a slash.</summary>
public abstract class HttpMethodAttribute(string path) : Attribute
{
    public abstract HttpMethod Method { get; }

    public virtual string Path { get; protected set; } = path;
}
