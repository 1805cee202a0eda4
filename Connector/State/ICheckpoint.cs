using System.Text.Json;

namespace Dixa.Connector.State;

/// <summary>A point from which a later sync can resume a stream: what a STATE message carries. Immutable.</summary>
public interface ICheckpoint
{
    /// <summary>Writes the members of the state object.</summary>
    void WriteTo(Utf8JsonWriter json);
}
