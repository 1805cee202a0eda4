using System.Globalization;
using System.Text.Json;

namespace DotNet.Testcontainers.Containers;

/// <summary>What <c>docker inspect</c> says of a container.</summary>
internal sealed class ContainerInspection(string json)
{
    private readonly JsonElement container = JsonDocument.Parse(json).RootElement[0];

    public string Id => container.GetProperty(nameof(Id)).GetString()!;

    public string Name => container.GetProperty(nameof(Name)).GetString()!;

    public TestcontainersStates State =>
        Enum.TryParse<TestcontainersStates>(container.GetProperty(nameof(State)).GetProperty("Status").GetString(), ignoreCase: true, out var state)
            ? state
            : TestcontainersStates.Undefined;

    public string Gateway => Network.EnumerateObject().First().Value.GetProperty(nameof(Gateway)).GetString()!;

    public int PublishedPortCount => Ports.EnumerateObject().Count(port => port.Value.ValueKind == JsonValueKind.Array);

    private JsonElement Network => container.GetProperty("NetworkSettings").GetProperty("Networks");

    private JsonElement Ports => container.GetProperty("NetworkSettings").GetProperty(nameof(Ports));

    public ushort PublicPort(int containerPort) =>
        Ports.TryGetProperty(string.Create(CultureInfo.InvariantCulture, $"{containerPort}/tcp"), out var bindings)
        && bindings.ValueKind == JsonValueKind.Array
            ? ushort.Parse(bindings[0].GetProperty("HostPort").GetString()!, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"Exposed port {containerPort} is not mapped.");
}
