using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dixa.Connector.Harness;

/// <summary>A server that speaks TLS, with a certificate of a test's own.</summary>
public static class TlsServer
{
    /// <summary>Answers each request with the same bytes.</summary>
    public static RawServer Start(X509Certificate2 certificate, string answer) => new(
        (stream, ct) => RawServer.WriteAsync(stream, answer, ct),
        async (stream, ct) =>
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
            return tls;
        });

    /// <summary>A certificate that is its own authority, for ten days.</summary>
    public static X509Certificate2 SelfSigned(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(until.AddDays(-10), until);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
