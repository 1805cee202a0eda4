using Microsoft.AspNetCore.Http;

namespace Dixa.Warehouse.Hosting;

/// <summary>What is answered at a path.</summary>
/// <param name="Method"><c>GET</c>, which answers <c>HEAD</c> too, or <c>POST</c>.</param>
/// <param name="Path">The whole path, as it stands in a request: nothing of it is a pattern.</param>
/// <param name="AnswerAsync">Answers a request. It may go on writing for as long as the client listens; <see cref="HttpContext.RequestAborted"/> says when that is over.</param>
public sealed record Route(string Method, string Path, Func<HttpContext, Task> AnswerAsync);
