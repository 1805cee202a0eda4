namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>How long a sync takes on this machine just now, as those before it have shown: a moment in time is drawn as a share of it.</summary>
public sealed class SyncLength
{
    private const double Weight = 0.2;

    private readonly Lock _gate = new();
    private TimeSpan _length = TimeSpan.FromSeconds(1);

    public TimeSpan Value
    {
        get
        {
            lock (_gate)
            {
                return _length;
            }
        }
    }

    /// <summary>Takes the length of a sync that ended by itself.</summary>
    public void Measured(TimeSpan length)
    {
        lock (_gate)
        {
            _length += (length - _length) * Weight;
        }
    }
}
