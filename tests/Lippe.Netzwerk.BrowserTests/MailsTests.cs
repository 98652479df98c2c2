using Lippe.Netzwerk.BrowserTests.Support;
using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>Every kind of mail as a mail program with Chromium's eyes shows it.</summary>
/// <remarks>On a phone and in a window, in light and dark.</remarks>
[Parallelizable(ParallelScope.Children)]
public sealed class MailsTests
{
    private const string Colours =
        """
        async png => {
            const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
            const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
            canvas.drawImage(image, 0, 0);
            const { data } = canvas.getImageData(0, 0, image.width, image.height);
            const colours = new Set();
            let light = 0;
            for (let at = 0; at < data.length; at += 4) {
                light += data[at] + data[at + 1] + data[at + 2];
                colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
            }
            return [colours.size, light / data.length / 255 * 4 / 3];
        }
        """;

    private const string Unreadable =
        """
        () => {
            const behind = element => {
                for (; element; element = element.parentElement) {
                    const colour = getComputedStyle(element).backgroundColor;
                    if (colour !== 'rgba(0, 0, 0, 0)') return colour;
                }
                return 'rgb(255, 255, 255)';
            };
            return [...document.body.querySelectorAll('*')]
                .filter(element => [...element.childNodes]
                    .some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
                .filter(element => getComputedStyle(element).color === behind(element))
                .map(element => element.textContent);
        }
        """;

    [Test]
    public async Task A_mail_reads_well_in_both_schemes(
        [Values(
            "/monatsbriefe/{next}/vorschau/mail",
            "/postausgang/{reminder}/html",
            "/postausgang/{release}/html")]
        string address,
        [Values(360, 640)] int width)
    {
        await using var context = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator, width: width);
        var answer = await context.APIRequest.GetAsync(BrowserRun.Hub.Address + BrowserRun.Hub.Resolve(address));
        var page = await context.NewPageAsync();
        // The frame that shows a mail runs no script, so none can be asked there.
        await page.SetContentAsync(await answer.TextAsync());
        Assert.That(await page.Locator("img:not([alt])").CountAsync(), Is.Zero);

        var (light, lightPixels) = await LookAsync(page, ColorScheme.Light);
        var (dark, darkPixels) = await LookAsync(page, ColorScheme.Dark);
        Assert.That(lightPixels, Is.Not.EqualTo(darkPixels));
        Assert.That(light, Is.GreaterThan(0.7));
        Assert.That(dark, Is.LessThan(0.3));
    }

    // How bright it is, from 0 to 1, and its picture.
    private static async Task<(double Light, byte[] Picture)> LookAsync(IPage page, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        var overflow = await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - window.innerWidth");
        Assert.That(overflow, Is.LessThanOrEqualTo(0), $"{scheme}: pixels too wide");
        var unreadable = await page.EvaluateAsync<string[]>(Unreadable);
        Assert.That(unreadable, Is.Empty, $"{scheme}: text in the colour of its background");
        Assert.That(await Axe.ViolationsAsync(page), Is.Empty, $"{scheme}");
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
        var seen = await page.EvaluateAsync<double[]>(Colours, Convert.ToBase64String(picture));
        Assert.That(seen[0], Is.GreaterThan(50), $"{scheme}: colours of an empty page");
        return (seen[1], picture);
    }
}
