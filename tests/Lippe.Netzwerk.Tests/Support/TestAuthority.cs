using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Vouches for servers on loopback; whoever runs the tests trusts it until it is disposed of.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        using var key = RSA.Create(2048);
        // Runs at the same time share the store, and servers are believed by the name of their authority.
        var request = Request($"CN=Lippe.Netzwerk Tests {Guid.NewGuid():N}", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = DateTimeOffset.UtcNow;
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(ServerFile, ServerCertificate(authority));
        _certificate = X509CertificateLoader.LoadCertificate(authority.RawData);
        using var trusted = Trusted();
        trusted.Add(_certificate);
    }

    /// <summary>Key and certificate of a server on 127.0.0.1.</summary>
    public string ServerFile { get; } = Path.GetTempFileName();

    public void Dispose()
    {
        using (var trusted = Trusted())
            trusted.Remove(_certificate);
        _certificate.Dispose();
        File.Delete(ServerFile);
    }

    private static string ServerCertificate(X509Certificate2 authority)
    {
        using var key = RSA.Create(2048);
        var request = Request("CN=127.0.0.1", key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, [1]);
        return $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static X509Store Trusted() => new(StoreName.Root, StoreLocation.CurrentUser, OpenFlags.ReadWrite);
}
