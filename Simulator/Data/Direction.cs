namespace Dixa.Simulator.Data;

public enum Direction
{
    Inbound,
    Outbound,
    Internal,
}
