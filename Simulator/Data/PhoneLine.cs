namespace Dixa.Simulator.Data;

public sealed record PhoneLine(string Number, string Name)
{
    /// <summary>Sms, VoiceInbound, VoiceOutbound.</summary>
    public IReadOnlyList<string> Functionality { get; init; } = [];
}
