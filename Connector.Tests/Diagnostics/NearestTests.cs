using Dixa.Shared;

namespace Dixa.Connector.Diagnostics;

public sealed class NearestTests
{
    private static readonly string[] Names = ["api_token", "start_date", "end_date", "window_days", "batch_size", "agents", "agent_presence"];

    [Theory]
    [InlineData("start_dat", "start_date")]
    [InlineData("startDate", "start_date")]
    [InlineData("api-key", null)]
    [InlineData("token", "api_token")]
    [InlineData("agent", "agents")]
    [InlineData("Agents", "agents")]
    [InlineData("end", null)]
    [InlineData("weather", null)]
    [InlineData("", null)]
    public void TheNameThatWasMeantIsGuessed(string name, string? expected) => Assert.Equal(expected, Nearest.Find(name, Names));
}
