using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dixa.Warehouse.Hosting;

/// <summary>Answers of one line of text.</summary>
public static class Plain
{
    /// <summary>Answers with a status and a line.</summary>
    public static Task AnswerAsync(HttpContext context, int status, string line) => AnswerAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes($"{line}\n"));

    public static async Task AnswerAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
