using System.Net;
using System.Net.Sockets;
using Lippe.Netzwerk.BrowserTests.Support;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

[assembly: LevelOfParallelism(2)]

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>One hub on a loopback port and one Chromium for the whole run.</summary>
[SetUpFixture]
public sealed class BrowserRun
{
    /// <summary>Milliseconds until something that does not happen is a failure.</summary>
    /// <remarks>A machine busy with other work takes its time.</remarks>
    private const int Patience = 60_000;

    private static IPlaywright _playwright = null!;

    public static SampleHub Hub { get; private set; } = null!;

    public static IBrowser Chromium { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Hub = await SampleHub.StartAsync($"http://127.0.0.1:{FreePort()}");
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        Chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await Chromium.DisposeAsync();
        _playwright.Dispose();
        await Hub.DisposeAsync();
    }

    /// <summary>A new browser session; of a visitor, or of a member with that ticket.</summary>
    public static async Task<IBrowserContext> NewContextAsync(
        string? ticket = null, bool javaScript = true, int width = 1280)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Hub.Address,
            JavaScriptEnabled = javaScript,
            Locale = "de-DE",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        if (ticket is not null)
            await context.AddCookiesAsync([new Cookie { Name = "netzwerk", Value = ticket, Url = Hub.Address }]);
        return context;
    }

    /// <summary>A port of loopback nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
