namespace Dixa.Simulator.Data;

public interface IIdentified
{
    Guid Id { get; }
}
