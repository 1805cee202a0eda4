using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>The executable is compiled ahead for AVX2. On a machine without it the program is compiled at its start, with other instructions.</summary>
public sealed class AProcessorWithoutAvx2ReadsTheSame
{
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task EveryRowIsTheSameWithout(string instructions)
    {
        Effort.RequireWhole("what is compiled ahead");
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "conversations", "messages", "agents");
        var config = bench.Config();
        var with = await bench.Source.ReadAsync(config, catalog);

        bench.Source.Environment[instructions] = "0";
        var without = await bench.Source.ReadAsync(config, catalog);

        Assert.True(without.ExitCode == 0, without.ToString());
        Assert.All(["conversations", "messages", "agents"], stream =>
            Assert.Equal(with.Records(stream).Select(record => record.GetRawText()), without.Records(stream).Select(record => record.GetRawText())));
    }
}
