using YamlDotNet.Serialization;

namespace Dixa.Connector.Acceptance;

/// <summary>Reads YAML as the JSON that it stands for: unquoted numbers and booleans are such.</summary>
public static class Yaml
{
    private static readonly IDeserializer Reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    private static readonly ISerializer Writer = new SerializerBuilder().JsonCompatible().Build();

    public static string ToJson(string yaml) => Writer.Serialize(Reader.Deserialize(yaml));
}
