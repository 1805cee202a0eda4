using System.Formats.Tar;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A file that a container gets before it starts.</summary>
internal sealed record ResourceMapping(byte[] Content, string Target, uint Uid, uint Gid, UnixFileModes FileMode)
{
    /// <summary>An archive with this one file, to be unpacked at the root of the container.</summary>
    public byte[] ToTar()
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var content = new MemoryStream(Content);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, Target.TrimStart('/'))
            {
                Uid = (int)Uid,
                Gid = (int)Gid,
                Mode = (UnixFileMode)FileMode,
                DataStream = content,
            });
        }

        return archive.ToArray();
    }
}
