using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.DocumentStates;

/// <summary>Why a document goes back to whoever asked for its release.</summary>
public sealed class ReturnForm
{
    public string Reason { get; set => field = PlainText.Clean(value).Trim(); } = "";

    /// <summary>The version that was read.</summary>
    public long Version { get; set; }
}

/// <summary>A reason one can work with.</summary>
public sealed class ReturnFormValidator : AbstractValidator<ReturnForm>
{
    public ReturnFormValidator()
    {
        RuleFor(f => f.Reason).Must(reason => reason.Any(char.IsLetterOrDigit))
            .WithMessage("Schreiben Sie, was noch fehlt oder nicht stimmt.");
        RuleFor(f => f.Reason).MaximumLength(ReleaseRequest.LongestReason)
            .WithMessage(f => $"Der Grund hat {f.Reason.Length.Grouped()} Zeichen. "
                + $"Kürzen Sie ihn auf höchstens {ReleaseRequest.LongestReason.Grouped()}.");
    }
}

/// <summary>The page that asks for the reason.</summary>
/// <param name="AskedBy">Name of whoever asked for the release; null when nobody knows.</param>
/// <param name="IsMailed">Whether they get a mail about it.</param>
public sealed record ReturnPage(Document Document, ReturnForm Form, string? AskedBy, bool IsMailed);
