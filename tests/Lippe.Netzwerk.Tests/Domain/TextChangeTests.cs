using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class TextChangeTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(1, 1000).Select(n => $"wort{n}"));

    private static readonly Draft Before = new()
    {
        Title = "Titel",
        Summary = "Kurz.",
        Body = Long,
        MunicipalityId = Guid.Empty,
    };

    [Test]
    public void Mended_commas_and_a_confirmed_review_are_no_news()
    {
        var mended = Before with { Body = Long.Replace("wort7 ", "Wort7, ", StringComparison.Ordinal) };
        var confirmed = Before with { ReviewedOn = new DateOnly(2026, 11, 1), Title = "Titel!" };
        Assert.That(TextChange.IsSubstantial(Before, mended), Is.False);
        Assert.That(TextChange.IsSubstantial(Before, confirmed), Is.False);
    }

    [Test]
    public void Another_title_or_many_words_are_news()
    {
        Assert.That(TextChange.IsSubstantial(Before, Before with { Title = "Anderer Titel" }), Is.True);
        var added = string.Join(' ', Enumerable.Range(1, TextChange.ManyWords).Select(n => $"neu{n}"));
        Assert.That(TextChange.IsSubstantial(Before, Before with { Body = $"{Long} {added}" }), Is.True);
        Assert.That(TextChange.IsSubstantial(Before, Before with { Body = Long[..^600] }), Is.True, "taken away");
    }

    [ForAnyText]
    public bool The_same_text_is_never_news(AnyText text)
    {
        var draft = Before with { Title = text.Value, Body = text.Value };
        return !TextChange.IsSubstantial(draft, draft with { });
    }
}
