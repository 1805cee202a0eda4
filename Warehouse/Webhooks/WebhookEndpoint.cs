using System.Globalization;
using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Metrics;
using Microsoft.AspNetCore.Http;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Takes deliveries: what is answered with 200 is committed.</summary>
/// <param name="reader">Reads bodies as the writer's database can hold them.</param>
public sealed class WebhookEndpoint(SignatureCheck signatures, EventReader reader, EventWriter writer, WebhookLimits limits, WarehouseMetrics metrics, TimeProvider time)
{
    public const string Path = "/webhooks/dixa";

    /// <summary>What a sender that can't be served is told to wait.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly BodyBudget _budget = new(limits.AllBodiesBytes);
    private int _underWay;

    /// <summary>How many deliveries are being read or wait for their commit.</summary>
    public int UnderWay => _underWay;

    /// <summary>What the bodies of these take of the memory.</summary>
    public long BodyBytes => _budget.Taken;

    public Route Route => new(HttpMethods.Post, Path, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        var verdict = Verdict.BrokenOff;
        Interlocked.Increment(ref _underWay);
        try
        {
            verdict = await JudgeAsync(context);
        }
        catch (BadHttpRequestException exception)
        {
            verdict = Verdict.Of(exception);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            metrics.Delivered(verdict.EventFqn, verdict.Outcome, time.GetElapsedTime(start));
        }

        if (verdict.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        await Plain.AnswerAsync(context, verdict.Status, verdict.Line);
    }

    /// <remarks>What can be refused by its headers is refused before its body is read.</remarks>
    private async Task<Verdict> JudgeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.ContentEncoding is not ([] or ["identity"]))
        {
            return Verdict.Encoded;
        }

        var header = headers[SignatureHeader.Name] is [{ } text] ? SignatureHeader.Parse(text) : null;
        if (signatures.Refusal(header) is { } refusal)
        {
            return Verdict.NotSigned(refusal);
        }

        if (context.Request.ContentLength > limits.BodyBytes)
        {
            return Verdict.TooLarge;
        }

        using var body = new DeliveryBody(_budget);
        using var slow = new CancellationTokenSource(limits.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, context.RequestAborted);
        try
        {
            switch (await body.ReadAsync(context.Request.Body, limits.BodyBytes, either.Token))
            {
                case BodyEnd.TooLarge:
                    return Verdict.TooLarge;
                case BodyEnd.NoRoom:
                    return Verdict.Busy;
            }
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested)
        {
            return Verdict.TooSlow;
        }

        return !signatures.Holds(header!, body.Bytes) ? Verdict.Forged
            : reader.Read(body.Buffer, body.Length, time.GetUtcNow()) is { } received ? await KeepAsync(received)
            : Verdict.Unreadable;
    }

    private async Task<Verdict> KeepAsync(WebhookEvent received)
    {
        var outcome = EventOutcome.Unavailable;
        try
        {
            outcome = await writer.WriteAsync(received).WaitAsync(limits.CommitTimeout, time);
        }
        catch (TimeoutException)
        {
            // It may still be committed; then it is known when it comes again.
        }

        return Verdict.Of(outcome, received.EventFqn ?? "");
    }
}
