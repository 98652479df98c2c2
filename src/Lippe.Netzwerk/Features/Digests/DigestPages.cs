using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>All issues, and for coordinators what comes next.</summary>
public sealed record DigestListPage(IReadOnlyList<IssueRow> Issues, IReadOnlyList<UpcomingRow> Upcoming);

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

/// <summary>An issue as it will look for a member, or for anybody of a role.</summary>
/// <param name="Query">Names them in addresses.</param>
/// <param name="RecipientCount">How many members it would go to.</param>
/// <param name="Problem">Why the test mail did not leave; null when all is well.</param>
public sealed record PreviewPage(
    Digest Digest, DigestReader Reader, string Query, IReadOnlyList<ReaderChoice> Members,
    IReadOnlyList<Municipality> Municipalities, DigestPreview Preview, int RecipientCount, string? Problem);

/// <summary>A member to look over the shoulder of.</summary>
public sealed record ReaderChoice(Guid Id, string Name, string Municipality);

/// <summary>What became of an issue, or of mails that belong to none.</summary>
public sealed record DeliveriesPage(
    string Name, string Path, IReadOnlyDictionary<DeliveryState, int> Counts, IReadOnlyList<DeliveryRow> Rows,
    int Number, bool IsLive)
{
    /// <summary>The issue's address; null for mails that belong to none.</summary>
    public string? Issue { get; init; }

    public const int Size = 100;

    public int Total => Counts.Values.Sum();

    /// <summary>Whether mails still leave, or wait to.</summary>
    public bool IsOnItsWay => Open > 0;

    public int Open => Of(DeliveryState.Due, DeliveryState.Composing, DeliveryState.HandedOver, DeliveryState.Deferred);

    /// <summary>How far it got.</summary>
    public string Sentence
    {
        get
        {
            var failed = Of(DeliveryState.Failed, DeliveryState.Bounced);
            var problems = failed == 0 ? "" : $" {failed.Grouped()} kamen nicht an.";
            return IsOnItsWay
                ? $"{(Total - Open).Grouped()} von {Total.Grouped()} Mails erledigt, {Open.Grouped()} offen.{problems}"
                : $"Der Versand ist {(Of(DeliveryState.Stopped) > 0 ? "angehalten" : "beendet")}.{problems}";
        }
    }

    public int Of(params DeliveryState[] states) => states.Sum(state => Counts.GetValueOrDefault(state));
}

/// <summary>One delivery in the list.</summary>
public sealed record DeliveryRow(
    Guid Id, string Name, string? Address, string Municipality, DeliveryOccasion Occasion, DeliveryState State,
    int Attempts, DateTimeOffset NextAttemptAt, string Answer, DateTimeOffset? FinishedAt);
