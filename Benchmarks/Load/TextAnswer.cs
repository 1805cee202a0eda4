using System.Net.Sockets;
using System.Text;

namespace Dixa.Benchmarks.Load;

/// <summary>A small answer.</summary>
public sealed class TextAnswer(string text) : IAnswer
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public long Length => _text.Length;

    public async Task SendAsync(Socket client, ReadOnlyMemory<byte> head) => await client.SendAsync((byte[])[.. head.Span, .. _text]);
}
