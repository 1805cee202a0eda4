namespace Dixa.Connector.Faults.Properties;

/// <summary>How a process ends.</summary>
public enum EndKind
{
    ByItself,
    Kill,
    Terminate,
    Interrupt,
    CloseOutput,
}
