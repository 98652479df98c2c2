using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Doing without one part of the digest, by the link below its heading.</summary>
[AllowAnonymous]
[Route(DigestAddresses.Omission + "{token}")]
public sealed class OmissionsController(MemberWishes wishes, SignedLinks links) : AnswerController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancellation) =>
        Asked(token) is var (memberId, part) && await wishes.FindAsync(memberId, cancellation) is { } member
            ? Show(Page(token, part, member))
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, CancellationToken cancellation) =>
        await SaveAsync(token, LeaveOut, cancellation);

    [HttpPost(Undoing)]
    public async Task<IActionResult> Destroy(string token, CancellationToken cancellation) =>
        await SaveAsync(token, (member, part) => member.DoWithout(member.DigestWithout.Except([part])), cancellation);

    private async Task<IActionResult> SaveAsync(
        string token, Action<Member, string> change, CancellationToken cancellation) =>
        Asked(token) is var (memberId, part)
        && await wishes.SaveAsync(memberId, m => change(m, part), cancellation) is { } member
            ? Show(Page(token, part, member))
            : NotFound();

    // Without its last part there is no digest: whoever wants none says so.
    private static void LeaveOut(Member member, string part)
    {
        if (!IsLast(member, part))
            member.DoWithout([.. member.DigestWithout, part]);
    }

    private static bool IsLast(Member member, string part) =>
        DigestParts.All.Except(member.DigestWithout).SequenceEqual([part]);

    private (Guid MemberId, string Part)? Asked(string token) =>
        links.ReadWithoutPart(token) is { } asked && PartNames.All.ContainsKey(asked.Part) ? asked : null;

    private AnswerPage Page(string token, string part, Member member)
    {
        var name = PartNames.All[part];
        if (member.DigestWithout.Contains(part))
            return AnswerPage.Done(
                "Der Teil ist abbestellt", $"„{name}“ steht nicht mehr in Ihrem Brief. Den Rest erhalten Sie weiter.",
                $"{DigestAddresses.Omission}{token}/{Undoing}");
        return IsLast(member, part)
            ? new AnswerPage(
                "Das ist der letzte Teil Ihres Briefs",
                $"Ohne „{name}“ stünde nichts mehr darin. Möchten Sie keinen Brief mehr, wählen Sie „Gar nicht“.",
                null, "")
            {
                Next = new("Häufigkeit und Auswahl", links.Choice(member.Id)),
            }
            : new AnswerPage(
                "Auf diesen Teil verzichten?", $"„{name}“ steht dann nicht mehr in Ihrem Brief.",
                "Ohne diesen Teil", DigestAddresses.Omission + token);
    }
}
