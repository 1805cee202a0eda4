using System.Reflection;
using Dixa.Connector.Harness;
using DotNet.Testcontainers.Builders;
using Refit;

namespace Dixa.Connector.StandIns;

/// <summary>
/// The stand-ins have the packages' members, to the letter: <c>published-api.txt</c> beside each holds those that are used, as they
/// are published. With a real package in place of its stand-in, the list is held against the package.
/// </summary>
public sealed class PublishedApiTests
{
    public static TheoryData<string> Packages => ["Refit", "Testcontainers"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void EveryMemberThatIsListedIsThere(string package) => Assert.Empty(Published(package).Except(PublicSurface.Of(AssemblyOf(package))));

    /// <remarks>In the package there is more.</remarks>
    [Theory]
    [MemberData(nameof(Packages))]
    public void TheStandInHasNothingElse(string package)
    {
        var assembly = AssemblyOf(package);
        Assert.SkipWhen(IsThePackage(assembly), $"This is {package} itself.");

        Assert.Empty(PublicSurface.Of(assembly).Except(Published(package)));
    }

    /// <remarks>The stand-in has fewer namespaces than the package, and a type that is named as one of them is a warning (CA1724) with the package alone.</remarks>
    [Fact]
    public void NoTypeIsNamedAsANamespaceOfThePackages() => Assert.Empty(
        Directory.GetFiles(Repository.PathOf("Connector.Tests"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)
            .Concat(typeof(PublishedApiTests).Assembly.GetTypes().Select(type => type.Name))
            .Intersect(Packages.SelectMany(package => Lines(package.Data)).Where(IsNamespace).Select(line => line[(line.LastIndexOfAny([' ', '.']) + 1)..])));

    /// <summary>The packages' assemblies are signed, the stand-ins' are not.</summary>
    private static bool IsThePackage(Assembly assembly) => assembly.GetName().GetPublicKeyToken() is { Length: > 0 };

    private static Assembly AssemblyOf(string package) => package == "Refit" ? typeof(RestService).Assembly : typeof(ContainerBuilder).Assembly;

    private static IEnumerable<string> Published(string package) =>
        Lines(package).Where(line => !line.StartsWith('#') && !IsNamespace(line));

    private static bool IsNamespace(string line) => line.StartsWith("namespace ", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string package) =>
        File.ReadLines(Repository.PathOf("StandIns", package, "published-api.txt")).Where(line => line.Length > 0);
}
