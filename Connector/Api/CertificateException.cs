using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Dixa.Connector.Api;

/// <summary>A server's certificate is not valid. .NET says why in a message only; the error table needs to tell the reasons apart.</summary>
public sealed class CertificateException(SslPolicyErrors errors, X509ChainStatusFlags chain) : AuthenticationException($"certificate: {errors}, {chain}")
{
    private const X509ChainStatusFlags NoTrust =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.ExplicitDistrust;

    /// <summary>Whether nobody whom this machine trusts has signed it.</summary>
    public bool IsUntrusted => (chain & NoTrust) != 0;

    /// <summary>Whether it has expired, or its time has not yet come.</summary>
    public bool IsOutOfTime => (chain & X509ChainStatusFlags.NotTimeValid) != 0;

    /// <summary>Whether it is made out to another name.</summary>
    public bool IsForAnotherName => (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0;

    /// <summary>For <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/>: as strict as none.</summary>
    /// <exception cref="CertificateException">There are errors.</exception>
    public static bool ThrowIfInvalid(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
            ? true
            : throw new CertificateException(
                errors, chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status) ?? X509ChainStatusFlags.NoError);
}
