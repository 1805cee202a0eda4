using System.Globalization;
using System.Text;

namespace Dixa.Connector.Json;

public sealed class DateTimeTextTests
{
    [Theory]
    [InlineData("2025-03-04T06:58:32.481Z[GMT]", 1741071512481)]
    [InlineData("2025-03-04T06:58:32.481Z", 1741071512481)]
    [InlineData("2025-03-04T06:58:32Z", 1741071512000)]
    [InlineData("2025-03-04T06:58:32.4Z", 1741071512400)]
    [InlineData("2025-03-04T06:58:32.4819999Z", 1741071512481)]
    [InlineData("2025-03-04T06:58:32", 1741071512000)]
    [InlineData("2025-03-04T07:58:32+01:00[Europe/Copenhagen]", 1741071512000)]
    [InlineData("1969-12-31T23:59:59.999Z", -1L)]
    [InlineData("2024-02-29T00:00:00Z", 1709164800000)]
    [InlineData("2025-02-29T00:00:00Z", null)]
    [InlineData("2025-13-01T00:00:00Z", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void ATimeIsItsMilliseconds(string text, long? expected) => Assert.Equal(expected, DateTimeText.ToMilliseconds(Encoding.UTF8.GetBytes(text)));

    /// <summary>Times of every kind, and such times with a character or two changed.</summary>
    [Fact]
    public void EveryTextIsTheTimeThatTheFrameworkSeesInIt()
    {
        var random = new Random(1);
        string[] fractions = ["", ".", ".4", ".48", ".481", ".4815162", ".48151623", ".4815162342"];
        string[] zones = ["Z", "z", "", "+01:00", "-00:30", " Z"];
        const string Typos = "0123456789-:T.Z +x";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(string.Create(
                CultureInfo.InvariantCulture,
                $"{random.Next(0, 10_000):0000}-{random.Next(0, 14):00}-{random.Next(0, 33):00}T{random.Next(0, 26):00}:{random.Next(0, 62):00}:{random.Next(0, 62):00}{fractions[random.Next(fractions.Length)]}{zones[random.Next(zones.Length)]}"));
            for (var typos = random.Next(6); typos > 3; typos--)
            {
                text[random.Next(text.Length)] = Typos[random.Next(Typos.Length)];
            }

            var expected = DateTimeOffset.TryParse(text.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time.ToUnixTimeMilliseconds()
                : (long?)null;
            Assert.True(expected == DateTimeText.ToMilliseconds(Encoding.UTF8.GetBytes(text.ToString())), text.ToString());
        }
    }

    [Theory]
    [InlineData("2025-03-04T06:58", true)]
    [InlineData("2025-03-04T06:58:32.481Z[GMT]", true)]
    [InlineData("2025-03-04 06:58:32", false)]
    [InlineData("2025-03-04T06:5", false)]
    [InlineData("2025-03-04T06:5x:00", false)]
    [InlineData("2025/03/04T06:58:00", false)]
    [InlineData("\u0662025-03-04T06:58", false)]
    public void ATimeBeginsWithItsDateAndHour(string text, bool isTime) => Assert.Equal(isTime, DateTimeText.IsTime(Encoding.UTF8.GetBytes(text)));
}
