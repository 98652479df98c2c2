using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>What the hub holds about one member (GDPR art. 15 and 20), with German keys for its reader.</summary>
public sealed class PersonalData(IQuerySession session, NetworkDirectory network, KeyedHash hash)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>All of it as indented UTF-8 JSON.</summary>
    public async Task<byte[]> ReadAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = (await session.LoadAsync<Member>(memberId, cancellation))!;
        var guesses = await GuessesAsync(member, cancellation);
        var changes = await AddressChangesAsync(memberId, cancellation);
        var content = new
        {
            member.Name,
            Mail = member.Email,
            AndereMailAdressen = changes.Select(change => new
            {
                Neu = change.Email,
                Bisher = change.Former,
                GueltigBis = change.ExpiresAt,
                Bestaetigt = change.ConfirmedAt,
            }),
            Telefon = member.Phone,
            Kommune = (await network.MunicipalityAsync(member.MunicipalityId, cancellation)).Name,
            Rolle = member.Role.Word(),
            Zustaendigkeit = member.Responsibility,
            Themen = member.Topics,
            Monatsbrief = await DigestAsync(member, cancellation),
            MailsKamenZurueck = member.MailSuspendedAt,
            ErsteSchritteAusgeblendet = member.HidesFirstSteps,
            Beigetreten = member.JoinedAt,
            Geraete = await SessionsAsync(memberId, cancellation),
            FehlgeschlageneAnmeldungen = guesses.Select(one => new { Anzahl = one.Count, Zuletzt = one.At }),
            VerantwortlichFuer = await ResponsibleForAsync(memberId, cancellation),
            AnsprechpersonFuer = await ContactForAsync(memberId, cancellation),
            SpaeterErinnern = await SnoozesAsync(memberId, cancellation),
            Freigaben = await ReleasesAsync(memberId, cancellation),
            Versionen = await RevisionsAsync(memberId, cancellation),
            Einladungen = await InvitationsAsync(member, cancellation),
            Monatsbriefe = await DeliveriesAsync(memberId, cancellation),
            GemerkteSuchen = await SearchesAsync(memberId, cancellation),
            MailsImPostausgang = await MailsAsync(member, changes, cancellation),
            Ereignisse = await ActivitiesAsync(memberId, cancellation),
        };
        return JsonSerializer.SerializeToUtf8Bytes(content, Json);
    }

    private async Task<object> DigestAsync(Member member, CancellationToken cancellation) => new
    {
        Bestellt = member.WantsDigest,
        Haeufigkeit = member.DigestFrequency.ToString(),
        Tag = member.DigestDay,
        Stunde = member.DigestHour,
        PauseBis = member.DigestPausedUntil,
        NurArten = member.DigestKinds,
        NurKommunen = (await network.MunicipalitiesAsync(cancellation))
            .Where(municipality => member.DigestMunicipalities.Contains(municipality.Id))
            .Select(municipality => municipality.Name),
        OhneTeile = member.DigestWithout,
        OhneEinzelneMails = member.NoticesWithout,
    };

    private async Task<object> ResponsibleForAsync(Guid memberId, CancellationToken cancellation)
    {
        var titles = await session.Query<Document>()
            .Where(document => document.ResponsibleId == memberId)
            .Select(document => document.Title)
            .ToListAsync(cancellation);
        return titles.Order(GermanOrder.Comparer);
    }

    private async Task<object> ContactForAsync(Guid memberId, CancellationToken cancellation)
    {
        var projects = await session.Query<Adoption>()
            .Where(adoption => adoption.Facts.ContactId == memberId)
            .Select(adoption => adoption.ProjectId)
            .ToListAsync(cancellation);
        var titles = (await session.LoadManyAsync<Document>(cancellation, projects)).Select(project => project.Title);
        return titles.Order(GermanOrder.Comparer);
    }

    private async Task<object> SnoozesAsync(Guid memberId, CancellationToken cancellation)
    {
        var snoozes = await session.Query<ReviewSnooze>()
            .Where(snooze => snooze.MemberId == memberId)
            .ToListAsync(cancellation);
        var ids = snoozes.Select(snooze => snooze.DocumentId);
        var titles = (await session.LoadManyAsync<Document>(cancellation, ids))
            .ToDictionary(document => document.Id, document => document.Title);
        return snoozes.OrderBy(snooze => snooze.Until)
            .Select(snooze => new { Titel = titles.GetValueOrDefault(snooze.DocumentId), Am = snooze.Until });
    }

    // What the member asked for, and what they wrote when they gave something back.
    private async Task<object> ReleasesAsync(Guid memberId, CancellationToken cancellation)
    {
        var requests = await session.Query<ReleaseRequest>()
            .Where(request => request.AskedById == memberId || request.ReturnedById == memberId
                || request.ReleasedById == memberId)
            .ToListAsync(cancellation);
        var titles = (await session.LoadManyAsync<Document>(cancellation, requests.Select(request => request.Id)))
            .ToDictionary(document => document.Id, document => document.Title);
        return requests.OrderBy(request => request.AskedAt).Select(request => new
        {
            Titel = titles.GetValueOrDefault(request.Id),
            SelbstErbeten = request.AskedById == memberId,
            Erbeten = request.AskedAt,
            Zurueckgegeben = request.ReturnedAt,
            Veroeffentlicht = request.ReleasedAt,
            Grund = request.ReturnedById == memberId ? request.Reason : null,
        });
    }

    // Only a few fields: the texts of all versions would be many megabytes.
    private async Task<object> RevisionsAsync(Guid memberId, CancellationToken cancellation) =>
        await session.Query<Revision>()
            .Where(revision => revision.AuthorId == memberId)
            .OrderBy(revision => revision.At)
            .Select(revision => new
            {
                Titel = revision.Title,
                Version = revision.Number,
                Am = revision.At,
                Notiz = revision.Note,
            })
            .ToListAsync(cancellation);

    private async Task<object> InvitationsAsync(Member member, CancellationToken cancellation)
    {
        var invitations = await session.Query<Invitation>()
            .Where(invitation => invitation.AcceptedById == member.Id || invitation.Email == member.Email)
            .OrderBy(invitation => invitation.ExpiresAt).ToListAsync(cancellation);
        return invitations.Select(invitation => new
        {
            invitation.Name,
            GueltigBis = invitation.ExpiresAt,
            Angenommen = invitation.AcceptedAt,
        });
    }

    private async Task<object> DeliveriesAsync(Guid memberId, CancellationToken cancellation)
    {
        var deliveries = await session.Query<Delivery>()
            .Where(delivery => delivery.MemberId == memberId)
            .ToListAsync(cancellation);
        return deliveries.OrderBy(delivery => delivery.Id).Select(delivery => new
        {
            Anlass = delivery.Occasion.ToString(),
            Stand = delivery.State.ToString(),
            Am = delivery.FinishedAt,
            Antwort = delivery.Answer,
            SchonErzaehlt = delivery.Told.Count,
        });
    }

    private async Task<object> SearchesAsync(Guid memberId, CancellationToken cancellation)
    {
        var searches = await session.Query<SavedSearch>()
            .Where(search => search.MemberId == memberId)
            .ToListAsync(cancellation);
        return searches.OrderBy(search => search.Id)
            .Select(search => new { Frage = search.Text, Am = search.SavedAt });
    }

    private async Task<IReadOnlyList<PasswordGuesses>> GuessesAsync(Member member, CancellationToken cancellation)
    {
        var address = await hash.OfAddressAsync(member.Email, cancellation);
        return await session.Query<PasswordGuesses>()
            .Where(one => one.Address == address).ToListAsync(cancellation);
    }

    private Task<IReadOnlyList<AddressChange>> AddressChangesAsync(Guid memberId, CancellationToken cancellation) =>
        session.Query<AddressChange>()
            .Where(change => change.MemberId == memberId)
            .OrderBy(change => change.ExpiresAt)
            .ToListAsync(cancellation);

    private async Task<object> SessionsAsync(Guid memberId, CancellationToken cancellation)
    {
        var sessions = await session.Query<SignInSession>()
            .Where(one => one.MemberId == memberId).ToListAsync(cancellation);
        return sessions.OrderBy(one => one.Began)
            .Select(one => new { Geraet = one.Device, Seit = one.Began, ZuletztAm = one.SeenOn });
    }

    private async Task<object> MailsAsync(
        Member member, IReadOnlyList<AddressChange> changes, CancellationToken cancellation)
    {
        string?[] addresses = [member.Email, .. changes.SelectMany(change => new[] { change.Email, change.Former })];
        var mails = await session.Query<OutboxMail>().Where(mail => mail.Recipient.IsOneOf(addresses!))
            .OrderBy(mail => mail.StoredAt).ToListAsync(cancellation);
        return mails.Select(mail => new { Betreff = mail.Subject, Am = mail.StoredAt, mail.Text });
    }

    private async Task<object> ActivitiesAsync(Guid memberId, CancellationToken cancellation)
    {
        var subject = memberId.ToString();
        var activities = await session.Query<Activity>()
            .Where(activity => activity.MemberId == memberId || activity.SubjectId == subject)
            .OrderBy(activity => activity.At).ToListAsync(cancellation);
        return activities.Select(activity => new { Am = activity.At, Was = $"{activity.Kind}.{activity.Deed}" });
    }
}
