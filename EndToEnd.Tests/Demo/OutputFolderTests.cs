using Dixa.Demo;
using Dixa.Simulator.Commands;

namespace Dixa.Connector.Demo;

public sealed class OutputFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-dixa-demo");

    private string Output => Path.Combine(_folder.FullName, "run");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AFolderThatHoldsSomethingIsRefused()
    {
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("run").FullName, "config.json"), "mine");

        Assert.Throws<UsageException>(() => OutputFolder.Create(Output, DateTimeOffset.UnixEpoch));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Output, "config.json")));
    }

    [Fact]
    public void EachRunHasAFolderOfItsOwn()
    {
        var folders = Enumerable.Range(0, 3).Select(_ =>
        {
            var folder = OutputFolder.Create(null, DateTimeOffset.UnixEpoch, Output);
            File.WriteAllText(folder.PathOf(OutputFolder.Spec), "");
            return Path.GetFileName(folder.Path);
        });

        Assert.Equal(["1970-01-01T000000", "1970-01-01T000000-2", "1970-01-01T000000-3"], folders);
    }
}
