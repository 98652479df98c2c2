using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Looks pasted lists over: what was understood, and who is there already.</summary>
public sealed class InvitationLists(InvitationBook book, NetworkDirectory network)
{
    public async Task<InvitationReview> BeginAsync(InvitationListForm form, CancellationToken cancellation) =>
        new(form, await network.MunicipalitiesAsync(cancellation), []);

    /// <summary>Line by line: who is invited, who is skipped, what is wrong.</summary>
    public async Task<InvitationReview> ReviewAsync(InvitationListForm form, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var lines = InvitationLine.ReadAll(form, municipalities);
        string[] emails = [.. lines.Select(line => line.Email).Where(EmailAddress.IsValid).Distinct()];
        var members = await book.MembersAmongAsync(emails, cancellation);
        var invited = await book.InvitedAmongAsync(emails, cancellation);
        var before = new HashSet<string>();
        // Whoever needs no invitation needs no municipality either.
        var looked =
            from line in lines
            let skipped = emails.Contains(line.Email)
                ? WhySkipped(line.Email, members, invited, isNew: before.Add(line.Email))
                : null
            select skipped is null ? line : line with { Problem = null, Skipped = skipped };
        return new InvitationReview(form, municipalities, [.. looked]);
    }

    private static string? WhySkipped(
        string email, IReadOnlySet<string> members, IReadOnlySet<string> invited, bool isNew) =>
        members.Contains(email) ? "ist schon Mitglied"
        : invited.Contains(email) ? "hat schon eine offene Einladung"
        : isNew ? null
        : "steht weiter oben schon";
}
