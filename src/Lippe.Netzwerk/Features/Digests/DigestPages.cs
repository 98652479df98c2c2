using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>All issues, and for coordinators what comes next.</summary>
/// <param name="Subscribers">How many get the public letter without an account; null for all but coordinators.</param>
public sealed record DigestListPage(
    IReadOnlyList<IssueRow> Issues, IReadOnlyList<UpcomingRow> Upcoming, int? Subscribers);

/// <summary>To how many an issue goes.</summary>
public sealed record DigestRecipients(int Members, int Subscribers)
{
    /// <summary>The same in words, for example "3 Mitglieder und 1 Person ohne Konto".</summary>
    public string InWords
    {
        get
        {
            var members = Members == 1 ? "1 Mitglied" : $"{Members.Grouped()} Mitglieder";
            return Subscribers switch
            {
                0 => members,
                1 => $"{members} und 1 Person ohne Konto",
                _ => $"{members} und {Subscribers.Grouped()} Personen ohne Konto",
            };
        }
    }
}

/// <summary>One issue in a list.</summary>
public sealed record IssueRow(DigestPeriod Period, DateTimeOffset PreparedAt);

/// <summary>An issue not on its way yet.</summary>
/// <param name="DueAt">When it goes by itself; null when that moment passed before anybody was a member.</param>
public sealed record UpcomingRow(DigestPeriod Period, DateTimeOffset? DueAt, bool HasIntroduction);

/// <summary>One issue as one reader sees it.</summary>
/// <param name="UnsubscribeUrl">The way out for a reader who came by a mail's link; null for others.</param>
public sealed record DigestPage(Digest Digest, Letter Letter, IReadOnlyList<IssueRow> Others, string? UnsubscribeUrl);

/// <summary>The form for the introduction, and what somebody else saved meanwhile.</summary>
public sealed record IntroductionPage(DigestPeriod Period, bool IsPrepared, IntroductionForm Form, string? Theirs);

/// <summary>An issue as it will look for a member, for anybody of a role, or for anybody without an account.</summary>
/// <param name="Query">Names them in addresses.</param>
/// <param name="Recipients">To how many it would go.</param>
/// <param name="Problem">Why the test mail did not leave; null when all is well.</param>
public sealed record PreviewPage(
    Digest Digest, DigestReader Reader, string Query, IReadOnlyList<ReaderChoice> Members,
    IReadOnlyList<Municipality> Municipalities, DigestPreview Preview, DigestRecipients Recipients, string? Problem);

/// <summary>A member to look over the shoulder of.</summary>
public sealed record ReaderChoice(Guid Id, string Name, string Municipality);

/// <summary>Asks before an issue is sent at once.</summary>
/// <param name="Recipients">To how many it would go.</param>
/// <param name="DueAt">When it would go by itself.</param>
/// <param name="NextDueAt">When the one after it goes.</param>
public sealed record DispatchPage(
    DigestPeriod Period,
    DigestRecipients Recipients,
    DateTimeOffset DueAt,
    DateTimeOffset NextDueAt,
    DateTimeOffset Now)
{
    public bool IsDue => DueAt <= Now;
}
