namespace Lippe.Netzwerk.Domain;

/// <summary>A person of one municipality who may sign in.</summary>
public sealed class Member : IRecorded, IVersioned
{
    /// <summary>What a page shows in place of someone who left.</summary>
    public const string FormerMember = "ehemaliges Mitglied";

    /// <summary>Characters a password needs; the only rule for it.</summary>
    public const int ShortestPassword = 12;

    /// <summary>More characters than any name needs, and few enough for a list.</summary>
    public const int LongestName = 120;

    /// <summary>Characters a responsibility may have.</summary>
    public const int LongestResponsibility = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    /// <summary>Where mails go, and the name to sign in with; null for someone who left.</summary>
    public string? Email { get; set; }

    /// <summary>The address as Identity compares it: no two members have the same.</summary>
    public string? NormalizedEmail { get; set; }

    /// <summary>Null for someone who left.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Another one ends every session and every link to a new password.</summary>
    public string? SecurityStamp { get; set; }

    public required Guid MunicipalityId { get; set; }

    public required Role Role { get; set; }

    /// <summary>
    /// What the member is responsible for, in their own words; at most <see cref="LongestResponsibility"/> characters.
    /// </summary>
    public string Responsibility { get; set; } = "";

    /// <summary>Where other members call; empty when they need not know.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Keys of the topics the member wants to see first in the digest.</summary>
    public List<string> Topics { get; set; } = [];

    /// <summary>Whether a digest is sent to this member.</summary>
    public bool WantsDigest { get; private set; } = true;

    public DigestFrequency DigestFrequency { get; private set; } = DigestRhythm.Usual.Frequency;

    /// <summary>The day as <see cref="DigestRhythm"/> counts it.</summary>
    public int DigestDay { get; private set; } = DigestRhythm.Usual.Day;

    /// <summary>The full hour in Berlin.</summary>
    public int DigestHour { get; private set; } = DigestRhythm.Usual.Hour;

    /// <summary>Names of the kinds of documents the digest tells about; all when empty.</summary>
    public List<string> DigestKinds { get; private set; } = [];

    /// <summary>Municipalities the digest tells about besides the own one; all when empty.</summary>
    public List<Guid> DigestMunicipalities { get; private set; } = [];

    /// <summary>Keys of the digest's parts the member does not want.</summary>
    public List<string> DigestWithout { get; private set; } = [];

    /// <summary>
    /// Names of the <see cref="DeliveryOccasion"/>s, besides the digest, of which the member wants no mails.
    /// </summary>
    public List<string> NoticesWithout { get; private set; } = [];

    /// <summary>The last day without a digest; what was missed is told after it.</summary>
    public DateOnly? DigestPausedUntil { get; private set; }

    /// <summary>When the digest was chosen as it comes; one due before that is not sent late.</summary>
    public DateTimeOffset? DigestChosenAt { get; private set; }

    /// <summary>Since when no digest is sent, because one came back; null while all is well.</summary>
    public DateTimeOffset? MailSuspendedAt { get; private set; }

    /// <summary>Whether a coordinator put the first steps away.</summary>
    public bool HidesFirstSteps { get; private set; }

    /// <summary>When a digest comes to this member.</summary>
    public DigestRhythm DigestRhythm => new(DigestFrequency, DigestDay, DigestHour);

    /// <summary>Counts changes: a profile saved while its member leaves must not bring the name back.</summary>
    public long Version { get; private set; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Member, Id.ToString());

    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Set when the member left: no sign-in, no mail, authorship shown without the name.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>The member as the one who looks at a page.</summary>
    public Viewer ToViewer() => new(Id, Name, Role, MunicipalityId);

    /// <summary>Whether the member wants mails of a kind.</summary>
    public bool Wants(DeliveryOccasion occasion) =>
        occasion == DeliveryOccasion.Digest ? WantsDigest : !NoticesWithout.Contains(occasion.ToString());

    /// <summary>Begins or ends mails of a kind.</summary>
    /// <remarks>
    /// Reminders stand in for a digest that would come too late: whoever ends it ends them, too. A digest that begins
    /// again brings none back that somebody may have ended before it.
    /// </remarks>
    public void Subscribe(DeliveryOccasion occasion, bool wants, DateTimeOffset at)
    {
        if (occasion != DeliveryOccasion.Digest)
        {
            SubscribeToNotices(occasion, wants);
            return;
        }

        if (wants && !WantsDigest)
            DigestChosenAt = at;
        if (!wants)
            SubscribeToNotices(DeliveryOccasion.Reminder, false);
        WantsDigest = wants;
    }

    /// <summary>Chooses when the digest comes.</summary>
    /// <param name="rhythm">How often, on which day and at which hour.</param>
    /// <param name="pausedUntil">The last day without one; null for no pause.</param>
    /// <param name="at">Now.</param>
    public void ChooseRhythm(DigestRhythm rhythm, DateOnly? pausedUntil, DateTimeOffset at)
    {
        if (rhythm != DigestRhythm || pausedUntil != DigestPausedUntil)
            DigestChosenAt = at;
        (DigestFrequency, DigestDay, DigestHour) = rhythm;
        DigestPausedUntil = pausedUntil;
    }

    /// <summary>Chooses what the digest tells about; nothing chosen means all.</summary>
    /// <param name="kinds">Names of kinds of documents.</param>
    /// <param name="municipalities">Those besides the own one.</param>
    public void ChooseNews(IEnumerable<string> kinds, IEnumerable<Guid> municipalities) =>
        (DigestKinds, DigestMunicipalities) = ([.. kinds.Distinct()], [.. municipalities.Distinct()]);

    /// <summary>Chooses the parts the digest comes without, by their keys; all others come.</summary>
    public void DoWithout(IEnumerable<string> parts) => DigestWithout = [.. parts.Distinct()];

    /// <summary>Puts the first steps away from the start page.</summary>
    public void HideFirstSteps() => HidesFirstSteps = true;

    /// <summary>Ends mails for now, because one came back.</summary>
    public void SuspendMail(DateTimeOffset at) => MailSuspendedAt = at;

    /// <summary>Mails arrive again.</summary>
    public void ResumeMail() => MailSuspendedAt = null;

    /// <summary>Ends the membership: nothing personal stays, and every session ends.</summary>
    public void Leave(DateTimeOffset at)
    {
        LeftAt = at;
        Name = FormerMember;
        (Responsibility, Phone) = ("", "");
        Topics = [];
        (WantsDigest, HidesFirstSteps) = (false, false);
        (DigestFrequency, DigestDay, DigestHour) = DigestRhythm.Usual;
        (DigestPausedUntil, DigestChosenAt, MailSuspendedAt) = (null, null, null);
        (DigestKinds, DigestMunicipalities, DigestWithout, NoticesWithout) = ([], [], [], []);
        (Email, NormalizedEmail, PasswordHash) = (null, null, null);
        SecurityStamp = Guid.NewGuid().ToString();
    }

    private void SubscribeToNotices(DeliveryOccasion occasion, bool wants)
    {
        var others = NoticesWithout.Where(name => name != occasion.ToString());
        NoticesWithout = wants ? [.. others] : [.. others, occasion.ToString()];
    }
}
