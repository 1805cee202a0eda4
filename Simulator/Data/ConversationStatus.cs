namespace Dixa.Simulator.Data;

public enum ConversationStatus
{
    Open,
    Pending,
    Closed,
}
