using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of who uses what by now: what is nearest to a reader's own projects first.</summary>
internal static class AdoptionsPart
{
    // Documents want room, too.
    private const int Most = 4;

    public static async Task<Telling> GatherAsync(DigestSources sources, CancellationToken cancellation)
    {
        var items = await AdoptionItem.ReadAsync(sources.Session, sources.Window, cancellation);
        return (letter, limit) =>
        {
            var reader = letter.Reader;
            if (items.Count == 0 || reader.Without.Contains(DigestParts.Adoptions))
                return [];
            var told = items.Where(item => item.IsFor(reader, letter.Window!) && !letter.Known.Contains(item.Key))
                .OrderBy(item => item.DistanceTo(reader)).Take(Math.Min(Most, limit)).ToList();
            var part = reader.IsMember ? DigestParts.Adoptions : null;
            return told.Count > 0 ? [new AdoptionsSection(told) { Part = part }] : [];
        };
    }
}

/// <summary>Who uses what by now.</summary>
public sealed record AdoptionsSection(IReadOnlyList<AdoptionItem> Items) : LetterSection("Wer nutzt jetzt was?")
{
    public override int Count => Items.Count;

    public override IEnumerable<string> Keys => Items.Select(item => item.Key);

    public override IEnumerable<string> Titles => Items.Select(item => item.Project.Title);

    public override Type Partial => typeof(AdoptionsMail);

    public override void Write(MailText text, MailLinks links)
    {
        foreach (var item in Items)
            text.Line(item.Project.Title).Line(item.Sentence).Line(links.To(item.Path)).Line();
    }
}
