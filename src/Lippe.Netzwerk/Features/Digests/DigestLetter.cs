using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes a reader's digest of what the parts tell.</summary>
public static class DigestLetter
{
    /// <summary>How many items a mail tells about.</summary>
    public const int MailLimit = 12;

    /// <summary>How many items a page lists.</summary>
    public const int PageLimit = 60;

    /// <summary>A reader's copy of an issue.</summary>
    public static Letter For(
        DigestReader reader, Digest digest, DigestWindow window, DigestMaterial material, IReadOnlySet<string> told,
        int limit)
    {
        // The introduction speaks to members; visitors see public documents only.
        var isMember = reader.Viewer.IsSignedIn;
        return new Letter
        {
            Occasion = DeliveryOccasion.Digest,
            Title = $"Monatsbrief {digest.Period.LongName()}",
            Issue = digest.Period,
            ReaderName = reader.Viewer.Name,
            Reason = Reason(DigestFrequency.Monthly),
            Introduction = isMember ? digest.Introduction : "",
            IntroductionHtml = isMember ? digest.IntroductionHtml : "",
            Sections = material.For(reader, new DigestCopy(digest, window, told), limit),
        };
    }

    /// <summary>A reader's weekly or daily digest.</summary>
    public static Letter For(
        DigestReader reader, DigestWindow window, DigestMaterial material, IReadOnlySet<string> told, int limit) =>
        new()
        {
            Occasion = DeliveryOccasion.Digest,
            Title = $"{reader.Rhythm.Frequency.Letter()} {window.Until.LongDay()}",
            ReaderName = reader.Viewer.Name,
            Reason = Reason(reader.Rhythm.Frequency),
            Sections = material.For(reader, new DigestCopy(null, window, told), limit),
        };

    private static string Reason(DigestFrequency frequency) =>
        $"Sie erhalten diese Mail {frequency.Rhythm()} als Mitglied des Netzwerks.";
}
