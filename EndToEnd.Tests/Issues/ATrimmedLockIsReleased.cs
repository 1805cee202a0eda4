using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>
/// One process in some hundreds never ended. With <c>EventSourceSupport</c> off the trimmer cut the event out of a <c>finally</c> in
/// <c>HttpConnectionPool</c>, and the end of the lock with it: the lock of each connection that was made stayed with a thread of
/// the pool, and a request that came for it at the wrong moment waited for ever.
/// </summary>
public sealed class ATrimmedLockIsReleased
{
    private const byte Call = 0x28;

    /// <summary>They take a lock for their caller, who releases it.</summary>
    private static readonly string[] ForTheCaller = ["LockToken..ctor", "ConcurrentDictionary`2.AcquireFirstLock", "ConcurrentDictionary`2.AcquirePostFirstLock"];

    [Fact]
    public void InEveryMethodThatTakesOne()
    {
        var executable = Repository.PathOf("artifacts", "source-dixa", "source-dixa");
        Assert.SkipUnless(File.Exists(executable), "the executable is published on Linux x64 only");

        var (taken, kept) = (0, new List<string>());
        foreach (var assembly in SingleFile.Assemblies(executable))
        {
            using var file = new PEReader([.. assembly]);
            if (!file.HasMetadata)
            {
                continue;
            }

            var metadata = file.GetMetadataReader();
            var (enter, exit) = (Tokens(metadata, "Enter"), Tokens(metadata, "Exit"));
            foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress > 0))
            {
                var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                if (Calls(code, enter))
                {
                    taken++;
                    if (!Calls(code, exit))
                    {
                        kept.Add($"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}");
                    }
                }
            }
        }

        Assert.InRange(taken, 50, int.MaxValue);
        Assert.Empty(kept.Except(ForTheCaller));
    }

    /// <summary>The references to methods of this name of <c>Monitor</c>, as code spells them.</summary>
    private static HashSet<int> Tokens(MetadataReader metadata, string name) =>
    [
        .. metadata.MemberReferences.Where(handle => IsOfMonitor(metadata, metadata.GetMemberReference(handle), name))
            .Select(handle => MetadataTokens.GetToken(handle)),
    ];

    private static bool IsOfMonitor(MetadataReader metadata, MemberReference member, string name) =>
        metadata.GetString(member.Name) == name
        && member.Parent.Kind == HandleKind.TypeReference
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == "Monitor";

    private static bool Calls(byte[] code, HashSet<int> tokens)
    {
        for (var at = 0; at + sizeof(int) < code.Length; at++)
        {
            if (code[at] == Call && tokens.Contains(BitConverter.ToInt32(code, at + 1)))
            {
                return true;
            }
        }

        return false;
    }
}
