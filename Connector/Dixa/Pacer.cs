namespace Dixa.Connector.Dixa;

/// <summary>Lets at most so many requests to a host go in any sliding span of time, and none later than it must.</summary>
/// <remarks>
/// The clock that counts is the server's, at the moment when a request arrives, and the way there takes now longer, now
/// shorter: <paramref name="margin"/> is how much closer together two requests may arrive than they were sent.
/// </remarks>
/// <param name="limit">Requests in any span.</param>
/// <param name="span">The span that the server counts over.</param>
/// <param name="margin">What the span is lengthened by.</param>
public sealed class Pacer(int limit, TimeSpan span, TimeSpan margin, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();

    /// <summary>When each of the last <c>limit</c> requests went; the oldest place is the next to be taken again.</summary>
    private readonly TimeSpan?[] _sent = new TimeSpan?[limit];

    private int _oldest;
    private TimeSpan _pausedUntil;

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Waits for a free place and takes it; returns how long that took.</summary>
    public async ValueTask<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        var start = Now;
        while (TakePlace() is { } wait)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
        }

        return Now - start;
    }

    /// <summary>Holds everybody back for so long: the server has said that it is too much.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_gate)
        {
            var until = Now + duration;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    /// <summary>Null when the place is taken, else how long there is none.</summary>
    private TimeSpan? TakePlace()
    {
        lock (_gate)
        {
            var now = Now;
            var free = _sent[_oldest] is { } sent ? sent + span + margin : now;
            free = _pausedUntil > free ? _pausedUntil : free;
            if (free > now)
            {
                return free - now;
            }

            _sent[_oldest] = now;
            _oldest = (_oldest + 1) % _sent.Length;
            return null;
        }
    }
}
