using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>Tells browsers that there are other numbers: server-sent events, each with the version of what there is to show.</summary>
/// <remarks>https://html.spec.whatwg.org/multipage/server-sent-events.html</remarks>
public sealed class EventStream(PageWatcher watcher, TimeProvider time, CancellationToken stop)
{
    /// <summary>Proxies cut off what says nothing for a minute.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop);
        try
        {
            await SendAsync(context, over.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            // The answer ends as it should, and the browser asks again elsewhere or later.
        }
    }

    private async Task SendAsync(HttpContext context, CancellationToken over)
    {
        string? told = null;
        while (true)
        {
            var changed = watcher.Changed;
            var version = watcher.State.Version;
            var line = version == told ? ": still here\n\n" : $"event: version\ndata: {version}\n\n";
            told = version;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), over);
            await context.Response.Body.FlushAsync(over);
            try
            {
                await changed.WaitAsync(Heartbeat, time, over);
            }
            catch (TimeoutException)
            {
                // Nothing is new.
            }
        }
    }
}
