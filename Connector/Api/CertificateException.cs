using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Dixa.Connector.Api;

/// <summary>A server's certificate is not valid. .NET gives the reason only in a message, but the error table has to tell the reasons apart.</summary>
public sealed class CertificateException(SslPolicyErrors errors, X509ChainStatusFlags chain) : AuthenticationException($"certificate: {errors}, {chain}")
{
    private const X509ChainStatusFlags NoTrust =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.ExplicitDistrust;

    /// <summary>Whether no authority that this machine trusts has signed it.</summary>
    public bool IsUntrusted => (chain & NoTrust) != 0;

    /// <summary>Whether it has expired or is not valid yet.</summary>
    public bool IsOutOfTime => (chain & X509ChainStatusFlags.NotTimeValid) != 0;

    /// <summary>Whether it was issued for another name.</summary>
    public bool IsForAnotherName => (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0;

    /// <summary>A <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/> that is as strict as the default.</summary>
    /// <exception cref="CertificateException">The certificate is not valid.</exception>
    public static bool ThrowIfInvalid(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
            ? true
            : throw new CertificateException(
                errors, chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status) ?? X509ChainStatusFlags.NoError);
}
