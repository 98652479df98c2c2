using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Search;

public sealed class SearchFormTests
{
    [ForAnyText]
    public bool A_text_is_never_longer_than_the_field(AnyText text) =>
        Form(string.Concat(Enumerable.Repeat(text.Value, 200))).Text.Length <= SearchForm.LongestText;

    [Test]
    public void A_long_text_of_picture_signs_is_not_cut_in_the_middle_of_one()
    {
        var form = Form("a" + string.Concat(Enumerable.Repeat("😀", 400)));
        Assert.That(char.IsHighSurrogate(form.Text[^1]), Is.False);
    }

    [TestCase("", true)]
    [TestCase(null, true)]
    [TestCase("-Förderung", false)]
    [TestCase("!!! \"\" ( ) -", true)]
    [TestCase("Förderung", false)]
    [TestCase("-Förderung Bus", false)]
    [TestCase("\"Bus und Bahn\"", false)]
    [TestCase("Bus-Ticket", false)]
    public void A_text_without_a_letter_is_empty(string? typed, bool isEmpty) =>
        Assert.That(Form(typed).IsEmpty, Is.EqualTo(isEmpty));

    private static SearchForm Form(string? typed) => new() { Typed = typed };
}
