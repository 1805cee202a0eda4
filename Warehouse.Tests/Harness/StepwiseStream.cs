using System.Collections.Concurrent;
using System.Text;

namespace Dixa.Warehouse.Harness;

/// <summary>An input that gives what a test adds, when it adds it.</summary>
public sealed class StepwiseStream : Stream
{
    private readonly BlockingCollection<byte[]> _parts = [];
    private byte[] _current = [];
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Add(params string[] lines) => _parts.Add(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    public void End() => _parts.CompleteAdding();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _current.Length)
        {
            if (!_parts.TryTake(out var next, Timeout.Infinite))
            {
                return 0;
            }

            (_current, _at) = (next, 0);
        }

        var length = Math.Min(count, _current.Length - _at);
        _current.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
        _at += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _parts.Dispose();
        base.Dispose(disposing);
    }
}
