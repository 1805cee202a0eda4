namespace Dixa.Connector.Api;

/// <summary>Lets at most so many requests to a host go in any sliding span of time, and none later than it must.</summary>
/// <remarks>
/// <para>The clock that counts is the server's, at the moment when a request arrives, and the way there takes now longer, now
/// shorter. Until an answer has begun, its request is taken to have arrived <paramref name="settle"/> after it went; the answer
/// then proves that it arrived no later than now.</para>
/// <para>The very first request goes alone until it is answered: while names are resolved and a connection is set up, requests
/// that were sent apart would arrive together.</para>
/// <para>A refusal means that others use the same limit. Each then takes less of it and, as time goes by without one, more again:
/// so any number of connectors come to share the limit about evenly, with few refusals and little of it left unused.</para>
/// </remarks>
/// <param name="limit">Requests in any span.</param>
/// <param name="span">The span that the server counts over.</param>
/// <param name="margin">What the span is lengthened by.</param>
/// <param name="settle">The longest that a request is expected to be on its way.</param>
/// <param name="recovery">How long it takes from a standstill back to the full rate; zero for a rate that refusals do not lower.</param>
public sealed class RateLimiter(int limit, TimeSpan span, TimeSpan margin, TimeSpan settle, TimeProvider time, TimeSpan recovery = default)
{
    /// <summary>What a refusal divides the rate by.</summary>
    private const double Slowing = 1.3;

    /// <summary>However crowded it is, this part of the rate is tried.</summary>
    private const double LowestRate = 1.0 / 32;

    /// <summary>Refusals in so short a time are one: of requests that were on their way together.</summary>
    private static readonly TimeSpan OneRefusal = TimeSpan.FromSeconds(0.5);

    /// <summary>How long the others wait for the first answer at most.</summary>
    private static readonly TimeSpan FirstAlone = TimeSpan.FromSeconds(2);

    /// <summary>A wait as long as this is reported, since it may look like a stop.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();

    /// <summary>When each of the last <c>limit</c> requests arrived at the latest; the oldest place is the next to be taken again.</summary>
    private readonly TimeSpan?[] _arrived = new TimeSpan?[limit];

    /// <summary>Ends when the first answer has begun.</summary>
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _oldest;
    private bool _firstIsOut;
    private TimeSpan _pausedUntil;

    /// <summary>The part of the rate that the last refusal left, and when that was.</summary>
    private (double Rate, TimeSpan At) _slowed = (1, TimeSpan.Zero);

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Waits for a free place and takes it.</summary>
    /// <param name="longWait">Called at the beginning of a long wait, with how long it takes; again when it turns out to take longer.</param>
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

    /// <summary>Says that the answer to a request has begun, or that there will be none.</summary>
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

    /// <summary>Holds everybody back for so long, and slows them down: the server has said that it is too much.</summary>
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

    /// <summary>Null when there is no free place for the time being.</summary>
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

            // Where arrivals are not proven, the time counts for which a request was planned: a timer that is a millisecond late, at
            // five places a second, would else cost its share of the rate. No more than the margin is made up for.
            var late = settle == TimeSpan.Zero && start < free ? TimeSpan.FromTicks(Math.Min(-wait.Ticks, margin.Ticks)) : TimeSpan.Zero;
            var place = new RateLease(_oldest, now + settle - late, now - start);
            _arrived[_oldest] = place.ArrivedAt;
            _oldest = (_oldest + 1) % _arrived.Length;
            return place;
        }
    }
}
