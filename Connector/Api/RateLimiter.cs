namespace Dixa.Connector.Api;

/// <summary>Limits the requests to a host in any sliding span of time, and delays none longer than needed.</summary>
/// <remarks>
/// <para>The server counts a request when it arrives, and the time on the network varies. Until its response begins, a request is
/// assumed to arrive <paramref name="settle"/> after it was sent. The response proves that it arrived no later than now.</para>
/// <para>The first request is sent alone and the others wait for its response. During name resolution and connection set-up,
/// requests that were sent apart would arrive together.</para>
/// <para>A refusal means that other programs use the same limit. The rate then drops, and it recovers while there are no further
/// refusals. Any number of connectors thus share the limit about evenly, with few refusals and little of it unused.</para>
/// </remarks>
/// <param name="limit">How many requests are allowed in any span.</param>
/// <param name="span">The span over which the server counts.</param>
/// <param name="margin">How much the span is lengthened, for safety.</param>
/// <param name="settle">The longest expected time from sending a request to its arrival.</param>
/// <param name="recovery">How long the rate takes to recover from zero to its full value; zero if refusals do not lower it.</param>
public sealed class RateLimiter(int limit, TimeSpan span, TimeSpan margin, TimeSpan settle, TimeProvider time, TimeSpan recovery = default)
{
    /// <summary>The divisor of the rate at each refusal.</summary>
    private const double Slowing = 1.3;

    /// <summary>The lowest part of the rate, however many refusals there are.</summary>
    private const double LowestRate = 1.0 / 32;

    /// <summary>Refusals within this time count as one: their requests were under way together.</summary>
    private static readonly TimeSpan OneRefusal = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait of the other requests for the first response.</summary>
    private static readonly TimeSpan FirstAlone = TimeSpan.FromSeconds(2);

    /// <summary>A wait of this length is reported, since the connector would seem to hang.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();

    /// <summary>The latest possible arrival of each of the last <c>limit</c> requests. The oldest slot is reused first.</summary>
    private readonly TimeSpan?[] _arrived = new TimeSpan?[limit];

    /// <summary>Completes when the first response has begun.</summary>
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _oldest;
    private bool _firstIsOut;
    private TimeSpan _pausedUntil;

    /// <summary>The part of the rate that remained after the last refusal, and the time of that refusal.</summary>
    private (double Rate, TimeSpan At) _slowed = (1, TimeSpan.Zero);

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Waits for a lease and takes it.</summary>
    /// <param name="longWait">Called with the length of a long wait when it begins, and again if it is extended.</param>
    public async ValueTask<RateLease> WaitAsync(CancellationToken cancellationToken, Action<TimeSpan>? longWait = null)
    {
        var start = Now;
        if (!TakeFirst())
        {
            await _opened.Task.WaitAsync(cancellationToken);
        }

        RateLease? place;
        while ((place = TakePlace(start, out var wait)) is null)
        {
            if (wait >= LongWait)
            {
                longWait?.Invoke(wait);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
        }

        return place.Value;
    }

    /// <summary>Records that the response to a request has begun, or that there will be none.</summary>
    public void Answered(RateLease place)
    {
        lock (_gate)
        {
            if (_arrived[place.Index] == place.ArrivedAt && Now < place.ArrivedAt)
            {
                _arrived[place.Index] = Now;
            }
        }

        _opened.TrySetResult();
    }

    /// <summary>Pauses all requests and lowers the rate, after the server has refused one.</summary>
    public void Refused(TimeSpan pause)
    {
        lock (_gate)
        {
            var now = Now;
            _pausedUntil = now + pause > _pausedUntil ? now + pause : _pausedUntil;
            if (_slowed.Rate == 1 || now - _slowed.At >= OneRefusal)
            {
                _slowed = (Math.Max(LowestRate, RateAt(now) / Slowing), now);
            }
        }
    }

    private double RateAt(TimeSpan now) => recovery == TimeSpan.Zero ? 1 : Math.Min(1, _slowed.Rate + ((now - _slowed.At) / recovery));

    private bool TakeFirst()
    {
        lock (_gate)
        {
            if (_firstIsOut)
            {
                return false;
            }

            _firstIsOut = true;
        }

        _ = Task.Delay(FirstAlone, time).ContinueWith(_ => _opened.TrySetResult(), TaskScheduler.Default);
        return true;
    }

    /// <summary>Takes a lease; null when none is free yet.</summary>
    private RateLease? TakePlace(TimeSpan start, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = Now;
            var free = _arrived[_oldest] is { } arrived ? arrived + ((span + margin) / RateAt(now)) : now;
            free = _pausedUntil > free ? _pausedUntil : free;
            wait = free - now;
            if (wait > TimeSpan.Zero)
            {
                return null;
            }

            // Without a settling time, a request counts from when it was due, not from when its timer fired. Otherwise a timer that is a
            // millisecond late, at five requests a second, would lower the rate. At most the margin is made up for.
            var late = settle == TimeSpan.Zero && start < free ? TimeSpan.FromTicks(Math.Min(-wait.Ticks, margin.Ticks)) : TimeSpan.Zero;
            var place = new RateLease(_oldest, now + settle - late, now - start);
            _arrived[_oldest] = place.ArrivedAt;
            _oldest = (_oldest + 1) % _arrived.Length;
            return place;
        }
    }
}
