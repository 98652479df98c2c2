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
        Asked(token) is var (memberId, part)
        && await wishes.SaveAsync(
            memberId, m => m.DoWithout([.. m.DigestWithout, part]), cancellation) is { } member
            ? Show(Page(token, part, member))
            : NotFound();

    private (Guid MemberId, string Part)? Asked(string token) =>
        links.ReadWithoutPart(token) is { } asked && PartNames.All.ContainsKey(asked.Part) ? asked : null;

    private static AnswerPage Page(string token, string part, Member member) => member.DigestWithout.Contains(part)
        ? new AnswerPage(
            "Der Teil ist abbestellt",
            $"„{PartNames.All[part]}“ steht nicht mehr in Ihrem Brief. Den Rest erhalten Sie weiter.", null, "")
        : new AnswerPage(
            "Auf diesen Teil verzichten?",
            $"„{PartNames.All[part]}“ steht dann nicht mehr in Ihrem Brief.",
            "Ohne diesen Teil", DigestAddresses.Omission + token);
}
