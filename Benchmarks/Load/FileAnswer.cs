using System.IO.Compression;
using System.Net.Sockets;

namespace Dixa.Benchmarks.Load;

/// <summary>A file that the kernel sends.</summary>
public sealed class FileAnswer(string path, bool isGzip) : IAnswer
{
    public long Length { get; } = new FileInfo(path).Length;

    public string Headers => isGzip ? "Content-Encoding: gzip\r\n" : "";

    public static FileAnswer Create(Workbench bench, RecordBody body, bool isGzip)
    {
        var path = bench.NewPath("answer");
        using (var file = File.Create(path))
        using (Stream target = isGzip ? new GZipStream(file, CompressionLevel.Fastest) : file)
        {
            foreach (var piece in body.Pieces())
            {
                target.Write(piece.Span);
            }
        }

        return new FileAnswer(path, isGzip);
    }

    public async Task SendAsync(Socket client, ReadOnlyMemory<byte> head) =>
        await client.SendFileAsync(path, head, default, TransmitFileOptions.UseDefaultWorkerThread);

    public void Delete() => File.Delete(path);
}
