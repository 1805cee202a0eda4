using System.Text;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Output;

public sealed class MessageWriterTests
{
    [Fact]
    public async Task ChunksComeOutInTheirOrder()
    {
        using var stdout = new MemoryStream();
        var writer = new MessageWriter(stdout, new SecretMask());
        for (var i = 0; i < 100; i++)
        {
            await writer.WriteAsync(Chunk($"{i}\n"), TestContext.Current.CancellationToken);
        }

        await writer.DisposeAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), Encoding.UTF8.GetString(stdout.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task ADestinationThatDoesNotReadHoldsUpRecordsButNoLog()
    {
        using var stdout = new BlockedStream();
        await using var writer = new MessageWriter(stdout, new SecretMask());
        var accepted = 0;
        Task waiting;
        while (true)
        {
            waiting = writer.WriteAsync(Chunk("x"), TestContext.Current.CancellationToken).AsTask();
            if (!waiting.IsCompleted)
            {
                break;
            }

            accepted++;
        }

        Assert.Equal(8, accepted);
        writer.Post(Message.Log("INFO", "still here", null));
        Assert.False(waiting.IsCompleted);

        stdout.Open();
        await waiting;
    }

    [Fact]
    public async Task AReaderWhoHasGoneIsToldAndNobodyWaitsForIt()
    {
        using var stdout = new BrokenStream();
        await using var writer = new MessageWriter(stdout, new SecretMask());
        for (var i = 0; i < 50; i++)
        {
            await writer.WriteAsync(Chunk("x"), TestContext.Current.CancellationToken);
        }

        await writer.CompleteAsync();
        Assert.True(writer.Closed.IsCancellationRequested);
        Assert.IsType<IOException>(writer.Error);
        Assert.Equal(1, stdout.Writes);
    }

    private static OutputChunk Chunk(string text)
    {
        var chunk = new OutputChunk(16);
        chunk.Append(Encoding.UTF8.GetBytes(text));
        return chunk;
    }

    private sealed class BlockedStream : MemoryStream
    {
        private readonly ManualResetEventSlim _open = new();

        public void Open() => _open.Set();

        public override void Write(ReadOnlySpan<byte> buffer) => _open.Wait();

        protected override void Dispose(bool disposing)
        {
            _open.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            throw new IOException("broken pipe");
        }
    }
}
