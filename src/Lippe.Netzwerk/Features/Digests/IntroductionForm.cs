using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What a coordinator types.</summary>
public sealed class IntroductionForm
{
    public string? Introduction { get; set; }

    /// <summary>The version the text was written from.</summary>
    public long Version { get; set; }
}

/// <summary>Keeps introductions short enough for a mail.</summary>
public sealed class IntroductionFormValidator : AbstractValidator<IntroductionForm>
{
    public IntroductionFormValidator() => RuleFor(form => form.Introduction)
        .MaximumLength(Digest.MaxIntroduction)
        .WithMessage($"Kürzen Sie die Einleitung auf höchstens {Digest.MaxIntroduction.Grouped()} Zeichen.");
}
