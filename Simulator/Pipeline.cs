using Dixa.Simulator.Access;
using Dixa.Simulator.Control;
using Dixa.Simulator.Http;
using Dixa.Simulator.Webhooks;
using Microsoft.Extensions.Hosting;

namespace Dixa.Simulator;

/// <summary>The way of a request: log, token, limits, faults, compression, answer. The control API goes past all of it.</summary>
public static class Pipeline
{
    public static WebApplication Build(SimulatorServer server, LiveSettings settings, TimeProvider time)
    {
        // The empty builder reads no configuration from the environment and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listening.Configure(kestrel, server.Options.Host, server.Options.Port));
        var app = builder.Build();

        app.UseRouting();
        app.Use(new DateHeader(time).StampAsync);
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal),
            api => Guard(api, server, settings, time));

        foreach (var resource in server.Resources)
        {
            app.MapMethods(resource.Path, resource.Methods, (HttpContext context) =>
                    resource.AnswerAsync(new ApiCall(context, server.Organization, server.Options, settings, time)))
                .WithMetadata(resource);
        }

        if (server.Options.Recording is null)
        {
            new WebhookApi(server.Organization, time).Map(app);
        }

        new ControlApi(server, time).Map(app);
        return app;
    }

    private static void Guard(IApplicationBuilder api, SimulatorServer server, LiveSettings settings, TimeProvider time)
    {
        var recorder = new RequestRecorder(server.Requests, time);
        var gatekeeper = new Gatekeeper(server.Tokens, server.Options.Unknowns);
        var limiter = new RateLimiter(settings, time);
        api.Use(recorder.RecordAsync);
        api.Use((HttpContext context, RequestDelegate next) => ErrorAnswer.CatchAsync(context, next, server.Options.Unknowns));
        api.Use(gatekeeper.CheckAsync);
        api.Use(limiter.CheckAsync);
        api.Use((HttpContext context, RequestDelegate next) => server.Faults.StrikeAsync(context, next, time));
        if (server.Options.Gzip)
        {
            api.Use(BodyCompression.CompressAsync);
        }
    }
}
