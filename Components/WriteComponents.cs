using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes what a program is made of as a CycloneDX document. MSBuild compiles this file when it publishes (Components.targets),
/// against .NET Standard 2.0 alone: there is no JSON library, and the two formats are simple.
/// </summary>
public sealed class WriteComponents : Task
{
    private static readonly Regex Locked = new Regex(
        "\"(?<name>[^\"]+)\": \\{\\s*\"type\": \"(Direct|Transitive|CentralTransitive)\",(\\s*\"requested\": \"[^\"]*\",)?\\s*\"resolved\": \"(?<version>[^\"]+)\",\\s*\"contentHash\": \"(?<hash>[^\"]+)\"");

    [Required]
    public string Output { get; set; }

    [Required]
    public string Product { get; set; }

    [Required]
    public string Version { get; set; }

    [Required]
    public string Licence { get; set; }

    /// <summary>The version of the SDK that builds.</summary>
    [Required]
    public string Sdk { get; set; }

    [Required]
    public string LockFile { get; set; }

    /// <summary>Where NuGet has unpacked the packages.</summary>
    [Required]
    public string PackageRoot { get; set; }

    /// <summary>The frameworks that the program refers to.</summary>
    [Required]
    public ITaskItem[] Frameworks { get; set; }

    /// <summary>The packs of the runtime. The SDK resolves those of frameworks too that nothing refers to.</summary>
    [Required]
    public ITaskItem[] Packs { get; set; }

    /// <summary>Packs that only build.</summary>
    public ITaskItem[] BuildPacks { get; set; }

    public override bool Execute()
    {
        var components = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Locked.Matches(File.ReadAllText(LockFile)))
        {
            var name = match.Groups["name"].Value;
            Add(components, name, match.Groups["version"].Value, match.Groups["hash"].Value, name != "Microsoft.NET.ILLink.Tasks");
        }

        var frameworks = new HashSet<string>(Frameworks.Select(framework => framework.ItemSpec));
        foreach (var pack in Packs.Where(pack => frameworks.Contains(pack.GetMetadata("FrameworkName"))))
        {
            AddPack(components, pack, true);
        }

        foreach (var pack in BuildPacks ?? new ITaskItem[0])
        {
            AddPack(components, pack, false);
        }

        var text = new StringBuilder();
        text.Append("{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.6\",\n  \"version\": 1,\n  \"metadata\": {\n")
            .Append("    \"component\": {\"type\": \"application\", \"bom-ref\": ").Append(Text(Product)).Append(", \"name\": ").Append(Text(Product))
            .Append(", \"version\": ").Append(Text(Version)).Append(", ").Append(Licences(Licence)).Append("},\n")
            .Append("    \"properties\": [{\"name\": \"dotnet:sdk\", \"value\": ").Append(Text(Sdk)).Append("}]\n  },\n  \"components\": [\n")
            .Append(string.Join(",\n", components.Values))
            .Append("\n  ],\n  \"dependencies\": [\n    {\"ref\": ").Append(Text(Product)).Append(", \"dependsOn\": [")
            .Append(string.Join(", ", components.Keys.Select(Text))).Append("]}\n  ]\n}\n");
        File.WriteAllText(Output, text.ToString());
        return !Log.HasLoggedErrors;
    }

    private void AddPack(IDictionary<string, string> components, ITaskItem pack, bool ships)
    {
        var name = pack.GetMetadata("NuGetPackageId");
        var version = pack.GetMetadata("NuGetPackageVersion");
        if (name.Length > 0)
        {
            Add(components, name, version, Hash(name, version), ships);
        }
    }

    private void Add(IDictionary<string, string> components, string name, string version, string hash, bool ships)
    {
        var purl = "pkg:nuget/" + name + "@" + version;
        var nuspec = File.ReadAllText(PathOf(name, version, name.ToLowerInvariant() + ".nuspec"));
        components[purl] = "    {\"type\": \"library\", \"bom-ref\": " + Text(purl) + ", \"name\": " + Text(name) + ", \"version\": " + Text(version)
            + ", \"scope\": \"" + (ships ? "required" : "excluded") + "\""
            + ", \"hashes\": [{\"alg\": \"SHA-512\", \"content\": \"" + BitConverter.ToString(Convert.FromBase64String(hash)).Replace("-", "").ToLowerInvariant() + "\"}]"
            + ", " + Licences(LicenceOf(nuspec)) + ", \"purl\": " + Text(purl) + "}";
    }

    /// <summary>The hash that NuGet noted when it unpacked the package; a lock file has the same.</summary>
    private string Hash(string name, string version) =>
        Regex.Match(File.ReadAllText(PathOf(name, version, ".nupkg.metadata")), "\"contentHash\": *\"([^\"]+)\"").Groups[1].Value;

    private string PathOf(string name, string version, string file) => Path.Combine(PackageRoot, name.ToLowerInvariant(), version.ToLowerInvariant(), file);

    private static string LicenceOf(string nuspec)
    {
        var expression = Regex.Match(nuspec, "<license type=\"expression\">([^<]+)</license>");
        return expression.Success ? expression.Groups[1].Value : null;
    }

    private static string Licences(string expression) =>
        expression == null ? "\"licenses\": [{\"license\": {\"name\": \"see the package\"}}]"
        : expression.Contains(" ") ? "\"licenses\": [{\"expression\": " + Text(expression) + "}]"
        : "\"licenses\": [{\"license\": {\"id\": " + Text(expression) + "}}]";

    private static string Text(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
