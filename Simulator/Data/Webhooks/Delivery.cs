namespace Dixa.Simulator.Data.Webhooks;

public sealed record Delivery(DateTimeOffset At, int ResponseCode, string ResponseText)
{
    public bool IsSuccess => ResponseCode is >= 200 and < 300;
}
