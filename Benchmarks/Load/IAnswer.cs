using System.Net.Sockets;

namespace Dixa.Benchmarks.Load;

/// <summary>What the loopback server sends for a path.</summary>
public interface IAnswer
{
    long Length { get; }

    /// <summary>Header lines beside the usual ones, each with its line break.</summary>
    string Headers => "";

    /// <summary>Sends the answer to one request.</summary>
    /// <param name="head">The status line and headers, which go first.</param>
    Task SendAsync(Socket client, ReadOnlyMemory<byte> head);
}
