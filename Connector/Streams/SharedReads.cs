namespace Dixa.Connector.Streams;

/// <summary>Data that several streams of a sync need, read once by the stream that needs it first.</summary>
public sealed class SharedReads
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _reading = [];

    /// <param name="name">What is read. Each name has one type.</param>
    /// <param name="read">Reads it, without touching the first stream's output. After a failure the next stream tries again.</param>
    public Task<T> ReadAsync<T>(string name, Func<Task<T>> read)
    {
        lock (_gate)
        {
            if (!_reading.TryGetValue(name, out var reading) || reading.IsFaulted || reading.IsCanceled)
            {
                reading = read();
                _reading[name] = reading;
            }

            return (Task<T>)reading;
        }
    }
}
