namespace Dixa.Connector.Harness;

/// <summary>What a single-file executable of .NET holds.</summary>
/// <remarks>As dotnet/designs describes it (accepted/2020/single-file/bundler.md), in version 6, which has compressed sizes.</remarks>
public static class SingleFile
{
    /// <summary>The type of a file that is an assembly; others are libraries, settings and symbols.</summary>
    private const byte Assembly = 1;

    /// <summary>Before these bytes lie the eight that say where the list of files is.</summary>
    private static readonly byte[] Mark = Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    /// <summary>The bytes of each assembly, one after the other.</summary>
    public static IEnumerable<byte[]> Assemblies(string executable)
    {
        var bytes = File.ReadAllBytes(executable);
        var mark = bytes.AsSpan().IndexOf(Mark);
        Assert.True(mark > 0, $"{executable} is no single-file executable");
        using var reader = new BinaryReader(new MemoryStream(bytes));
        reader.BaseStream.Position = BitConverter.ToInt64(bytes, mark - sizeof(long));
        Assert.Equal(6u, reader.ReadUInt32());
        reader.ReadUInt32();
        var files = reader.ReadInt32();
        reader.ReadString();

        // Where two files of settings are, and flags.
        reader.BaseStream.Position += 5 * sizeof(long);
        for (var file = 0; file < files; file++)
        {
            var (offset, size, compressed, type, path) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadByte(), reader.ReadString());
            Assert.True(compressed == 0, $"{path} is compressed");
            if (type == Assembly)
            {
                yield return bytes[(int)offset..(int)(offset + size)];
            }
        }
    }
}
