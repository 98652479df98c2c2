using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>What the hub holds about one member (GDPR art. 15 and 20), with German keys for its reader.</summary>
public sealed record PersonalData(object Content)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static async Task<PersonalData> ReadAsync(IDocumentSession session, Guid id, CancellationToken cancellation)
    {
        var member = await session.Query<Member>().Include(m => m.Municipality).SingleAsync(m => m.Id == id, cancellation);
        return new PersonalData(new
        {
            Name = member.Name,
            Mail = member.Email,
            Kommune = member.Municipality!.Name,
            Rolle = member.Role.Word(),
            Zustaendigkeit = member.Responsibility,
            Themen = member.Topics,
            Monatsbrief = new
            {
                Bestellt = member.WantsDigest,
                Haeufigkeit = member.DigestFrequency.ToString(),
                Tag = member.DigestDay,
                Stunde = member.DigestHour,
                PauseBis = member.DigestPausedUntil,
                NurArten = member.DigestKinds,
                NurKommunen = await session.Query<Municipality>().Where(m => member.DigestMunicipalities.Contains(m.Id)).Select(m => m.Name).ToListAsync(cancellation),
                OhneTeile = member.DigestWithout,
                OhneEinzelneMails = member.NoticesWithout,
                SchonErzaehlt = await session.Query<ToldItem>().CountAsync(t => t.MemberId == id, cancellation),
            },
            MailsKamenZurueck = member.MailSuspendedAt,
            Beigetreten = member.JoinedAt,
            FehlgeschlageneAnmeldungen = member.AccessFailedCount,
            GesperrtBis = member.LockoutEnd,
            VerantwortlichFuer = await session.Query<Document>().Where(d => d.ResponsibleId == id).OrderBy(d => d.Title).Select(d => d.Title).ToListAsync(cancellation),
            SpaeterErinnern = await session.Query<ReviewSnooze>().Where(s => s.MemberId == id).OrderBy(s => s.Until)
                .Select(s => new { Titel = session.Query<Document>().Single(d => d.Id == s.DocumentId).Title, Am = s.Until }).ToListAsync(cancellation),
            Versionen = await session.Query<Revision>().Where(r => r.AuthorId == id).OrderBy(r => r.At)
                .Select(r => new { Titel = r.Title, Version = r.Number, Am = r.At, Notiz = r.Note }).ToListAsync(cancellation),
            Einladungen = await session.Query<Invitation>().Where(i => i.Email == member.Email).OrderBy(i => i.ExpiresAt)
                .Select(i => new { i.Name, GueltigBis = i.ExpiresAt, Angenommen = i.AcceptedAt }).ToListAsync(cancellation),
            Monatsbriefe = await session.Query<Delivery>().Where(d => d.MemberId == id).OrderBy(d => d.Id)
                .Select(d => new { Anlass = d.Occasion.ToString(), Stand = d.State.ToString(), Am = d.FinishedAt, Antwort = d.Answer }).ToListAsync(cancellation),
            GemerkteSuchen = await session.Query<SavedSearch>().Where(s => s.MemberId == id).OrderBy(s => s.Id)
                .Select(s => new { Frage = s.Question, Am = s.SavedAt }).ToListAsync(cancellation),
            MailsImPostausgang = await session.Query<OutboxMail>().Where(m => m.Recipient == member.Email).OrderBy(m => m.StoredAt)
                .Select(m => new { Betreff = m.Subject, Am = m.StoredAt, m.Text }).ToListAsync(cancellation),
            Ereignisse = await session.Query<Activity>().Where(e => e.MemberId == id || e.SubjectId == id).OrderBy(e => e.At)
                .Select(e => new { Am = e.At, Was = e.Deed }).ToListAsync(cancellation),
        });
    }

    /// <summary>The content as indented UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(Content, Json);
}
