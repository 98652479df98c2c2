using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>What an index does with a document that it cannot hold.</summary>
public sealed class BuiltIndexTests
{
    private static readonly IndexedDocument Sound = SampleGuide.Of("Heil", "Ein Uhu ruft.");

    private static readonly IndexedDocument TooLong =
        SampleGuide.Of("Zu lang", "Ein Uhu ruft.") with { Topics = [new string('x', 40_000)] };

    [Test]
    public void It_keeps_no_other_from_being_found()
    {
        using var index = new RamIndex();
        Assert.That(index.Put(Sound), Is.True);
        Assert.That(index.Put(TooLong), Is.False);
        Assert.That(index.TitlesFor("Uhu"), Is.EqualTo(new[] { "Heil" }));
    }

    [Test]
    public void What_was_known_of_it_is_not_found_any_more()
    {
        using var index = new RamIndex();
        index.Put(Sound);
        index.Put(TooLong with { Id = Sound.Id });
        Assert.That(index.TitlesFor("Uhu"), Is.Empty);
    }
}
