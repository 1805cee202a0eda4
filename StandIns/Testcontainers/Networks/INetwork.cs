namespace DotNet.Testcontainers.Networks;

/// <summary>A network. Disposing removes it, unless its builder said otherwise.</summary>
public interface INetwork : IAsyncDisposable
{
    /// <exception cref="InvalidOperationException">The network has not been created.</exception>
    string Name { get; }

    Task CreateAsync(CancellationToken ct = default);

    Task DeleteAsync(CancellationToken ct = default);
}
