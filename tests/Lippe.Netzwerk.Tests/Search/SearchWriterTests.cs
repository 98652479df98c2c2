using System.Text;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Search;

public sealed class SearchWriterTests
{
    [ForAnyText]
    public bool Parts_lose_no_letter(AnyText text)
    {
        var clean = Netzwerk.Domain.PlainText.Clean(text.Value);
        var @long = string.Concat(Enumerable.Repeat(clean, clean.Length == 0 ? 1 : 350_000 / clean.Length));
        return string.Concat(SearchWriter.Parts(@long)) == @long;
    }

    [TestCase("a", "😀")]
    [TestCase("", "😀")]
    [TestCase("ab ", "Wort ")]
    public void Parts_can_be_stored_each(string start, string repeated)
    {
        var parts = SearchWriter.Parts(start + string.Concat(Enumerable.Repeat(repeated, 150_000)));
        Assert.That(parts, Has.Length.GreaterThan(1));
        Assert.That(() => parts.Select(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount).ToList(), Throws.Nothing);
    }
}
