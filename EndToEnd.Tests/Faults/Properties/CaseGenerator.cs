using System.Globalization;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Draws a case from a seed; the same seed draws the same case.</summary>
public sealed class CaseGenerator
{
    private static readonly string[] TimeZones = ["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Europe/Copenhagen", "Pacific/Pago_Pago", "Asia/Kathmandu"];

    /// <summary>Changes to and from daylight saving time in the zones above, a leap day and the turn of a year.</summary>
    private static readonly string[] Turns = ["2026-03-08", "2026-11-01", "2026-03-29", "2025-10-26", "2024-02-29", "2026-01-01"];

    private static readonly string[] TimeBased =
    [
        "conversations", "messages", "activity_logs", "conversation_details", "conversation_messages", "conversation_notes", "conversation_ratings",
        "linked_conversations", "enduser_details",
    ];

    private static readonly ChangeKind[] Happening =
    [
        ChangeKind.Add, ChangeKind.Add, ChangeKind.Update, ChangeKind.Update, ChangeKind.Anonymize, ChangeKind.AddMessages, ChangeKind.AddNote,
        ChangeKind.AddRatings, ChangeKind.Link, ChangeKind.ChangeRequester, ChangeKind.AddEndUser, ChangeKind.AddAgent, ChangeKind.AddTeamMember,
        ChangeKind.AddFuture, ChangeKind.AddDefective, ChangeKind.AddMessageBurst,
    ];

    private readonly int _seed;
    private readonly Random _random;
    private readonly IReadOnlyList<KnownStream> _known;

    private CaseGenerator(int seed, IReadOnlyList<KnownStream> known) => (_seed, _random, _known) = (seed, new Random(seed), known);

    public static DrawnCase Draw(int seed, IReadOnlyList<KnownStream> known) => new CaseGenerator(seed, known).Draw();

    private DrawnCase Draw()
    {
        var now = DateTimeOffset.Parse(Pick(Turns), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddMinutes(_random.Next(-2 * 1440, 12 * 1440)).AddMilliseconds(_random.Next(60_000));
        var months = _random.Next(1, 4);
        var isLarge = _random.Next(25) == 0;
        (string? startText, DateTimeOffset start) = Chance(0.9) ? Date(now.AddDays(-_random.Next(1, 31 * months))) : (null, now.AddYears(-1));
        (string? endText, DateTimeOffset? end) = (null, null);
        if (Chance(0.15))
        {
            (endText, end) = Date(now.AddHours(-_random.Next(1, 100)));
        }

        if (end <= start)
        {
            (endText, end) = (null, null);
        }

        var token = Token();
        var limits = Chance(0.1) ? new RateLimits { SendRetryAfter = Chance(0.5) } : RateLimits.None;
        var streams = Streams(limits.Enabled);
        var window = startText is null || limits.Enabled ? _random.Next(20, 32) : _random.Next(1, 32);
        return new DrawnCase
        {
            Seed = _seed,
            Now = now,
            TimeZone = Pick(TimeZones),
            Token = token,
            WindowDays = window,
            Lookback = TimeSpan.FromMinutes(Pick([0, 30, 60, 240, 1440, 4320, 44640])),
            StartDate = startText,
            Start = start,
            EndDate = endText,
            End = end,
            Options = new SimulatorOptions
            {
                Seed = _seed,
                Now = now,
                Months = months,
                Conversations = limits.Enabled ? 15 : isLarge ? _random.Next(250, 500) : _random.Next(0, 50),
                EndUsers = _random.Next(1, isLarge ? 300 : 40),
                Token = token,
                Limits = limits,
                Bounds = new Bounds(Chance(0.5), Chance(0.5)),
                Gzip = Chance(0.3),
                EscapeUnicode = Chance(0.2),
                RowsPerPage = Chance(0.6) ? _random.Next(1, 12) is var rows && isLarge ? rows * 20 : rows : null,
            },
            History = [.. Many(0, 8, () => new Change(Pick([ChangeKind.AddBurst, ChangeKind.AddOnSeam, ChangeKind.AddOnSeam, ChangeKind.AddDefective, ChangeKind.Anonymize, ChangeKind.Delete]), _random.NextDouble(), 0.5))],
            Streams = streams,
            Syncs = [.. Many(1, 4, () => Sync(token, now, [.. streams.Where(stream => !stream.PassesOnItsList).Select(stream => stream.Name)]))],
        };
    }

    private DrawnSync Sync(string token, DateTimeOffset now, IReadOnlyCollection<string> streams)
    {
        var faults = new FaultGenerator(_random, token, now, streams);
        return new DrawnSync(
            TimeSpan.FromMinutes(_random.Next(3) switch { 0 => 0, 1 => _random.Next(0, 120), _ => _random.Next(0, 6000) }),
            [.. Many(0, 4, Happens)],
            [.. Many(0, 3, () => (_random.Next(Chance(0.5) ? 5 : 60), Happens()))],
            [.. Chance(0.06) ? [faults.DrawOutage()] : Many(0, 3, faults.Draw)],
            Chance(0.55) ? DrawnEnd.ByItself : End());
    }

    private DrawnEnd End()
    {
        var kind = Pick([EndKind.Kill, EndKind.Kill, EndKind.Terminate, EndKind.Interrupt, EndKind.CloseOutput]);
        var committed = Chance(0.6) ? 1 : _random.NextDouble();
        return (kind == EndKind.CloseOutput ? 1 : _random.Next(3)) switch
        {
            0 => new DrawnEnd(kind, _random.Next(Chance(0.5) ? 6 : 150), null, null, committed),
            1 => new DrawnEnd(kind, null, _random.Next(1, Chance(0.5) ? 20 : 600), null, committed),
            _ => new DrawnEnd(kind, null, null, TimeSpan.FromSeconds(_random.NextDouble() * 40), committed),
        };
    }

    /// <summary>Late by less than the lookback, with a tenth of it left for a busy machine.</summary>
    private Change Happens()
    {
        var lateness = Chance(0.5) ? 0 : 0.9 * _random.NextDouble();
        var delay = Chance(0.6) ? 0 : (0.9 - lateness) * _random.NextDouble();
        return new Change(Pick(Happening), _random.NextDouble(), lateness, delay);
    }

    private List<DrawnStream> Streams(bool few)
    {
        var chosen = _known.Where(stream => Chance(TimeBased.Contains(stream.Name) ? 0.45 : few ? 0.05 : 0.12)).ToList();
        if (chosen.Count == 0)
        {
            chosen.Add(_known[_random.Next(2)]);
        }

        return [.. chosen.Select(stream => new DrawnStream(stream, stream.HasIncremental && Chance(0.75), Columns(stream), Chance(0.85) ? 0 : 1))];
    }

    private List<string>? Columns(KnownStream stream) => Chance(0.75) ? null : [.. stream.Columns.Where(_ => Chance(0.5))];

    /// <summary>A date in one of the accepted forms, and what it means.</summary>
    private (string Text, DateTimeOffset Time) Date(DateTimeOffset about)
    {
        var offset = TimeSpan.FromMinutes(15 * _random.Next(-48, 57));
        var fraction = new string('0', 0) + _random.Next(1_000_000_000).ToString("D9", CultureInfo.InvariantCulture)[..(_random.Next(9) + 1)];
        var text = _random.Next(5) switch
        {
            0 or 1 => about.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            2 => about.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            3 => about.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + $".{fraction}Z",
            _ => about.ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        };
        var time = text.Length == 10 ? new DateTimeOffset(about.UtcDateTime.Date, TimeSpan.Zero)
            : text.Contains('.', StringComparison.Ordinal) ? Second(about) + TimeSpan.FromSeconds(double.Parse("0." + fraction, CultureInfo.InvariantCulture))
            : Second(about);
        return (text, time);
    }

    private static DateTimeOffset Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>Of letters and digits, as Dixa's are, or of whatever a header can carry.</summary>
    private string Token()
    {
        var characters = Chance(0.6) ? "ABCDEFGHIJabcdefghij0123456789._-" : "ABCabc012+/=?&%#<>\"'\\{}~ ";
        var token = new string([.. Enumerable.Range(0, 24).Select(_ => characters[_random.Next(characters.Length)])]);
        return "T" + token + "z";
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private IEnumerable<T> Many<T>(int least, int most, Func<T> draw)
    {
        var count = _random.Next(least, most + 1);
        for (var i = 0; i < count; i++)
        {
            yield return draw();
        }
    }
}
