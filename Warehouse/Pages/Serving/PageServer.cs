using System.Net;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Pages.Assets;
using Dixa.Warehouse.Pages.Numbers;
using Microsoft.AspNetCore.Http;
using Serilog;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>What <c>serve</c> starts: a web server for the page, and what watches the database for it.</summary>
public sealed class PageServer : IDisposable
{
    private const string HtmlType = "text/html; charset=utf-8";

    private readonly PageWatcher _watcher;
    private readonly HttpHost _host;
    private readonly CancellationTokenSource _over;
    private readonly TimeProvider _time;

    private PageServer(PageServerOptions options, WarehouseConfig config, TimeProvider time, ILogger log, CancellationToken stop)
    {
        _time = time;
        _over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _watcher = new PageWatcher(StoreFactory.Page(config), options.Interval, time, log);
        var guard = new PageGuard(config.PagePassword is { } password ? new PagePassword(password) : null, new GuessLimit(time));
        Route[] routes =
        [
            new(HttpMethods.Get, "/", AnswerAsync),
            new(HttpMethods.Get, "/events", new EventStream(_watcher, time, _over.Token).AnswerAsync),
            Serve(Asset.Style),
            Serve(Asset.Script),
        ];
        try
        {
            // A container's health check brings no password, and learns nothing.
            _host = HttpHost.Start(options.Address, [.. routes.Select(guard.Protect), new(HttpMethods.Get, "/healthz", context => Plain.AnswerAsync(context, StatusCodes.Status200OK, "alive"))], options.HostLimits, log);
        }
        catch
        {
            _watcher.Dispose();
            _over.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens, with the port that it really got.</summary>
    public IReadOnlyList<string> Addresses => _host.Addresses;

    /// <summary>Starts to listen, until it is disposed of. Events end with <paramref name="stop"/> already.</summary>
    /// <exception cref="WarehouseException">There is no password where one is needed, or the address can't be had.</exception>
    public static PageServer Start(PageServerOptions options, WarehouseConfig config, TimeProvider time, ILogger log, CancellationToken stop)
    {
        if (config.PagePassword is null && (options.Address.Address is null || !IPAddress.IsLoopback(options.Address.Address)))
        {
            throw WarehouseException.Configuration(
                $"On {options.Address} others could see the page, so it needs a password there: the setting page_password, or the variable DIXA_PAGE_PASSWORD or DIXA_PAGE_PASSWORD_FILE, with at least {PagePassword.LeastCharacters} characters. Without one it can listen on 127.0.0.1.");
        }

        return new PageServer(options, config, time, log, stop);
    }

    public void Dispose()
    {
        _over.Cancel();
        _host.Dispose();
        _watcher.Dispose();
        _over.Dispose();
    }

    private static Route Serve(Asset asset) => new(HttpMethods.Get, asset.Path, context =>
    {
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Plain.AnswerAsync(context, StatusCodes.Status200OK, asset.Type, asset.Content);
    });

    private async Task AnswerAsync(HttpContext context)
    {
        await _watcher.Ready.WaitAsync(context.RequestAborted);
        var query = PageQuery.Parse(context.Request.QueryString.Value);
        if (query.ToString() != context.Request.QueryString.Value)
        {
            // A form sends its empty fields too. The address that is kept and sent on is the short one.
            context.Response.Headers.Location = $"./{query}";
            await Plain.AnswerAsync(context, StatusCodes.Status303SeeOther, "The address of this page has a shorter form.");
            return;
        }

        var state = _watcher.State;
        await Plain.AnswerAsync(context, state.Snapshot is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, HtmlType, state.Draw(query, _time.GetUtcNow()));
    }
}
