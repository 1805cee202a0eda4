using System.Net;
using System.Net.Sockets;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>Slows those down who guess. After some wrong passwords from an address, each further one of it takes its turn, one a second.</summary>
/// <remarks>
/// Right ones take their turn too: answered at once, they would be told from wrong ones by not having to wait. Behind a proxy all viewers have one address; while somebody guesses
/// there, the page is slow for them, and not shut.
/// </remarks>
public sealed class GuessLimit(TimeProvider time)
{
    /// <summary>So many wrong ones are nobody's attack.</summary>
    private const int FreeFailures = 10;

    /// <summary>More than so many who wait are sent away, without a look at what they brought.</summary>
    private const int MostWaiting = 16;

    /// <summary>So many addresses are told apart; further ones are as one.</summary>
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    /// <summary>After so long without a wrong one an address is as good as new.</summary>
    private static readonly TimeSpan Forgiveness = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Guesser> _guessers = new(StringComparer.Ordinal);

    /// <summary>How many seconds somebody is asked to wait who is sent away.</summary>
    public static int RetryAfterSeconds => MostWaiting;

    /// <summary>Waits for the turn of a password from an address.</summary>
    /// <returns>Whether it may be looked at; else too many wait.</returns>
    public async Task<bool> WaitAsync(IPAddress? address, CancellationToken stop)
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (!_guessers.TryGetValue(KeyOf(address), out var guesser) || guesser.Failures < FreeFailures || IsForgiven(guesser))
            {
                return true;
            }

            var now = time.GetUtcNow();
            var turn = guesser.NextTurn < now ? now : guesser.NextTurn;
            wait = turn + Turn - now;
            if (wait > MostWaiting * Turn)
            {
                return false;
            }

            guesser.NextTurn = turn + Turn;
        }

        await Task.Delay(wait, time, stop);
        return true;
    }

    /// <summary>Notes that a password was wrong.</summary>
    public void Failed(IPAddress? address)
    {
        lock (_gate)
        {
            var key = KeyOf(address);
            if (!_guessers.TryGetValue(key, out var guesser))
            {
                key = _guessers.Count < MostAddresses || Forgive() ? key : "";
                guesser = _guessers.GetValueOrDefault(key) ?? (_guessers[key] = new Guesser());
            }

            guesser.Failures = IsForgiven(guesser) ? 1 : guesser.Failures + 1;
            guesser.LastFailure = time.GetUtcNow();
        }
    }

    /// <summary>An address; of IPv6 the network, since whoever has one address of it has all. An unknown one is that of the many while there are too many.</summary>
    private string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var key = Convert.ToHexString(bytes.AsSpan(0, address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? 8 : bytes.Length));
        return _guessers.Count >= MostAddresses && !_guessers.ContainsKey(key) ? "" : key;
    }

    private bool IsForgiven(Guesser guesser) => time.GetUtcNow() - guesser.LastFailure > Forgiveness;

    private bool Forgive()
    {
        foreach (var (key, _) in _guessers.Where(each => IsForgiven(each.Value)).ToList())
        {
            _guessers.Remove(key);
        }

        return _guessers.Count < MostAddresses;
    }

    private sealed class Guesser
    {
        public int Failures { get; set; }

        public DateTimeOffset LastFailure { get; set; }

        public DateTimeOffset NextTurn { get; set; }
    }
}
