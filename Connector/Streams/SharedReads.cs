namespace Dixa.Connector.Streams;

/// <summary>What several streams of a sync go by, read once by whichever comes first.</summary>
public sealed class SharedReads
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _reading = [];

    /// <param name="name">What is read; each name goes with one type.</param>
    /// <param name="read">Reads it. It must not touch the output of the stream that happens to be first. Tried again by the next stream if it fails.</param>
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
