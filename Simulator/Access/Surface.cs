namespace Dixa.Simulator.Access;

/// <summary>The two APIs: they differ in how a token is sent and in how much it may ask.</summary>
public enum Surface
{
    Exports,
    DixaApi,
}
