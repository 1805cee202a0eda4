using System.Net.Sockets;

namespace Dixa.Benchmarks.Load;

/// <summary>An answer that is made while it is sent.</summary>
/// <param name="create">Makes the body, once for each request, since they may run side by side.</param>
public sealed class BodyAnswer(Func<RecordBody> create) : IAnswer
{
    public long Length { get; } = create().Length;

    public async Task SendAsync(Socket client, ReadOnlyMemory<byte> head)
    {
        await SendAllAsync(client, head);
        foreach (var piece in create().Pieces())
        {
            await SendAllAsync(client, piece);
        }
    }

    private static async Task SendAllAsync(Socket client, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await client.SendAsync(bytes)..];
        }
    }
}
