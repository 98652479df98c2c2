using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document whose responsible member is asked whether it still holds.</summary>
public sealed record ReviewItem
{
    /// <summary>Stands in the keys of these items only.</summary>
    public const string KeyMark = ":pruefung:";

    public required Guid Id { get; init; }

    public required Guid ResponsibleId { get; init; }

    public required string Title { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required DateOnly Due { get; init; }

    /// <summary>The day the member wants to be asked again; null where they did not say so.</summary>
    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>What is asked, so that it is asked once; asked again after a snooze, it is another question.</summary>
    public string Key => SnoozedUntil is { } until
        ? $"{Id:N}{KeyMark}{Due:yyyy-MM-dd}:{until:yyyy-MM-dd}"
        : $"{Id:N}{KeyMark}{Due:yyyy-MM-dd}";

    /// <summary>The day that counts.</summary>
    public DateOnly Day => SnoozedUntil ?? Due;

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => Kind.AddressOf(Slug);

    /// <summary>What a member is asked about the document.</summary>
    public string Request() => $"Bitte sehen Sie bis zum {Due.LongDay()} nach, ob das noch stimmt.";

    /// <summary>
    /// Whether it stands in the digest of a day: what falls due before the next one does, but nothing before the day
    /// the member named.
    /// </summary>
    public bool IsAskedOn(DateOnly digest, DateOnly next) => SnoozedUntil is { } until ? until <= digest : Due < next;

    /// <summary>Reads what is due by a day, longest due first.</summary>
    public static async Task<IReadOnlyList<ReviewItem>> ReadAsync(
        IQuerySession session, DateOnly day, CancellationToken cancellation)
    {
        var documents = await session.Query<Document>()
            .Where(d => d.State == DocumentState.Published && d.ResponsibleId != null && d.ReviewDue <= day)
            .OrderBy(d => d.ReviewDue).ThenBy(d => d.Id)
            .ToListAsync(cancellation);
        var snoozes = (await session.LoadManyAsync<ReviewSnooze>(
            cancellation, documents.Select(d => ReviewSnooze.IdOf(d.ResponsibleId!.Value, d.Id)))).ToDictionary(
                snooze => snooze.Id);
        return [.. documents.Select(document => Of(document, snoozes))];
    }

    private static ReviewItem Of(Document document, Dictionary<string, ReviewSnooze> snoozes)
    {
        var (responsible, due) = (document.ResponsibleId!.Value, document.ReviewDue!.Value);
        var snooze = snoozes.GetValueOrDefault(ReviewSnooze.IdOf(responsible, document.Id));
        return new ReviewItem
        {
            Id = document.Id,
            ResponsibleId = responsible,
            Title = document.Title,
            Kind = document.Kind,
            Slug = document.Slug,
            Due = due,
            SnoozedUntil = snooze?.Due == due ? snooze.Until : null,
        };
    }
}
