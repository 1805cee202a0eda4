using Dixa.Connector.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dixa.Connector.Architecture;

/// <summary>The folders of the connector are layers: a file names only types of its own layer and of those above it in the list.</summary>
public sealed class LayerTests
{
    /// <summary>The same list as the first picture of <c>docs/architecture.md</c>.</summary>
    private static readonly string[] Layers =
        ["Diagnostics", "Json", "Configuration", "Api", "State", "Protocol", "Output", "Streams", "Sync", "Commands"];

    /// <summary>They stand beside the layers, and name none of them.</summary>
    private static readonly string[] Free = ["ConnectorVersion.cs", "SimulatedClock.cs"];

    private static readonly string Folder = Repository.PathOf("Connector");

    [Fact]
    public void EveryFolderIsALayer() =>
        Assert.Equal(Layers.Order(), Sources().Select(LayerOf).OfType<string>().Distinct().Order());

    [Fact]
    public void NoFileNamesATypeOfALayerBelowIt()
    {
        var compilation = Compile(Sources());
        var references = compilation.SyntaxTrees.SelectMany(tree => References(tree, compilation.GetSemanticModel(tree))).ToList();

        Assert.True(references.Count > 1_000, $"only {references.Count} references were resolved: the test sees too little to judge");
        Assert.Equal([], references.Where(reference => IsAgainstTheList(reference.From, reference.To)).Select(reference => reference.Text).Distinct().Order());
    }

    [Theory]
    [InlineData("Json/JsonScanner.cs", "Json", false)]
    [InlineData("Output/Message.cs", "Json", false)]
    [InlineData("Json/JsonScanner.cs", "Output", true)]
    [InlineData("ConnectorVersion.cs", "Diagnostics", true)]
    [InlineData("Program.cs", "Commands", false)]
    public void TheListIsReadFromTheTop(string from, string to, bool isAgainst) => Assert.Equal(isAgainst, IsAgainstTheList(from, to));

    [Fact]
    public void ThePictureShowsTheList()
    {
        var picture = File.ReadAllText(Repository.PathOf("docs", "architecture.md")).Split("```mermaid", 3)[1].Split("```")[0];

        Assert.Equal(Layers, picture.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("[\"", StringComparison.Ordinal)).Select(line => line.Split('[')[0]));
    }

    private static IReadOnlyList<string> Sources() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Where(path => path.Split('/')[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    private static CSharpCompilation Compile(IReadOnlyList<string> sources)
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = sources.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Folder, path)), options, path));
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != typeof(ConnectorVersion).Assembly.GetName().Name);
        return CSharpCompilation.Create(
            "layers",
            [.. trees, CSharpSyntaxTree.ParseText(Usings, options)],
            assemblies.Select(path => MetadataReference.CreateFromFile(path)));
    }

    private static IEnumerable<(string From, string To, string Text)> References(SyntaxTree tree, SemanticModel model) =>
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let symbol = model.GetSymbolInfo(name).Symbol
        let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
        let layer = type?.DeclaringSyntaxReferences.Select(each => LayerOf(each.SyntaxTree.FilePath)).FirstOrDefault()
        where layer is not null
        select (tree.FilePath, layer, $"{tree.FilePath} names {type.Name} of {layer}");

    private static bool IsAgainstTheList(string from, string to) =>
        LayerOf(from) is { } layer ? Array.IndexOf(Layers, to) > Array.IndexOf(Layers, layer) : Free.Contains(from);

    private static string? LayerOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : null;
}
