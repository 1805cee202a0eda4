using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Output;

public sealed class StandardOutputTests
{
    /// <summary>Help and the version are no messages; everything else on stdout passes through the one writer.</summary>
    [Fact]
    public void NothingButTheWriterTouchesStdout()
    {
        var uses = Directory.GetFiles(Repository.PathOf("Connector"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select(line => (File: Path.GetFileName(file), Line: line.Trim())))
            .Where(use => Regex.IsMatch(use.Line, @"\bConsole\.(Out|Write|Open)|SafeFileHandle\("))
            .Select(use => use.File)
            .ToList();

        Assert.Equal(["Program.cs", "StandardOutput.cs", "StandardOutput.cs", "StandardOutput.cs"], uses.Order());
    }
}
