using System.Text;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

public sealed class ErrorBodyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly SecretMask _mask = new();

    public ErrorBodyTests() => _mask.Add("the-token");

    [Fact]
    public async Task ABodyThatNeverEndsIsWaitedForSomeSecondsOnly()
    {
        using var body = new StartedBody("{\"message\": \"Unauthorized\"");

        Assert.Equal("{\"message\": \"Unauthorized\"", await ReadAsync(body, CancellationToken.None));
        Assert.Equal(ErrorBody.Timeout, _clock.GetUtcNow() - Start);
    }

    [Fact]
    public async Task AnEndOfTheProcessEndsIt()
    {
        using var body = new StartedBody("");
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(body, stop.Token));
    }

    [Theory]
    [InlineData("Nicht gefunden: ø\r\n\tthe-token", "Nicht gefunden: ø \t****")]
    [InlineData("", "")]
    [InlineData("a\0b", "(3 bytes that are no plain text)")]
    [InlineData("\u001b[31mred", "(8 bytes that are no plain text)")]
    public async Task OnlyPlainTextIsShown(string body, string expected) =>
        Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task BytesThatAreNoTextAreNotShown() =>
        Assert.Equal("(4 bytes that are no plain text)", await ReadAsync([0xff, .. "the"u8]));

    [Fact]
    public async Task OfALongBodyTheStartIsShownAndNoMoreIsReadThanNeeded()
    {
        var body = Encoding.UTF8.GetBytes(new string('ø', 1_000_000));
        using var stream = new MemoryStream(body);

        Assert.Equal(new string('ø', 2048) + "…", await ReadAsync(stream, CancellationToken.None));
        Assert.InRange(stream.Position, 2048, 16 * 1024);
    }

    [Fact]
    public async Task ASecretThatIsCutIsMasked()
    {
        var shown = await ReadAsync(Encoding.UTF8.GetBytes(new string(' ', 2044) + Uri.EscapeDataString(string.Concat("the-token".Select(c => $"\\u{(int)c:x4}")))));
        Assert.Equal("****…", shown.TrimStart());
    }

    private async Task<string> ReadAsync(byte[] body)
    {
        using var stream = new MemoryStream(body);
        return await ReadAsync(stream, CancellationToken.None);
    }

    private async Task<string> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var reading = ErrorBody.ReadAsync(body, _mask, _clock, cancellationToken);
        await _clock.RunUntilAsync(reading);
        return await reading;
    }

    /// <summary>Has a start and never an end.</summary>
    private sealed class StartedBody(string start) : MemoryStream(Encoding.UTF8.GetBytes(start))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
