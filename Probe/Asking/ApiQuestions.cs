using Dixa.Probe.Observed;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>The token's form, and errors that are asked for.</summary>
public sealed class ApiQuestions(ProbeHost host, ApiReader reader, Observations seen)
{
    private const string Cheap = "/v1/agents?pageLimit=1";

    public IReadOnlyList<Step> Steps =>
    [
        new("the token after Bearer", async ct => seen.BearerToken ??= await reader.AskAsync(Cheap, ct, Sign.Bearer)),
        new("errors of the Dixa API", AskForErrorsAsync),
    ];

    /// <summary>Finds the form in which the Dixa API takes the token.</summary>
    /// <returns>False if it takes none.</returns>
    public async Task<bool> SignInAsync(CancellationToken cancellationToken)
    {
        seen.RawToken = await reader.AskAsync(Cheap, cancellationToken, Sign.Raw);
        if (seen.RawToken.Status != 401)
        {
            return true;
        }

        seen.BearerToken = await reader.AskAsync(Cheap, cancellationToken, Sign.Bearer);
        host.Sign = seen.BearerToken.Status == 401 ? Sign.Raw : Sign.Bearer;
        return host.Sign == Sign.Bearer;
    }

    private async Task AskForErrorsAsync(CancellationToken cancellationToken)
    {
        seen.DixaErrors[Mistake.UnknownId] = await reader.AskAsync($"/v1/endusers/{Guid.Empty}", cancellationToken);
        seen.DixaErrors[Mistake.BadParameter] = await reader.AskAsync("/v1/agents?pageLimit=none", cancellationToken);
        seen.DixaErrors[Mistake.UnknownPath] = await reader.AskAsync("/v1/no-such-resource", cancellationToken);
        seen.DixaErrors[Mistake.WrongToken] = await reader.AskAsync(Cheap, cancellationToken, Sign.Wrong);
    }
}
