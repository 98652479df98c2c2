using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Removals;

/// <summary>Why something is removed for good, and on which version that was decided.</summary>
public sealed class RemovalForm
{
    [Display(Name = "Warum?")]
    public RemovalReason? Reason { get; set; }

    /// <summary>The first version of those whose content goes.</summary>
    public long? From { get; set; }

    /// <summary>The newest version when the page was shown.</summary>
    public long Version { get; set; }
}

/// <summary>What many people could read is removed for a reason.</summary>
public sealed class RemovalFormValidator : AbstractValidator<RemovalForm>
{
    /// <param name="last">The last version whose content goes; null where the whole document does.</param>
    public RemovalFormValidator(long? last)
    {
        RuleFor(f => f.Reason)
            .Must(reason => reason is { } known && known != RemovalReason.Draft && Enum.IsDefined(known))
            .WithMessage("Wählen Sie, warum es entfernt wird.");
        When(_ => last is not null, () => RuleFor(f => f.From).Must(from => from >= 1 && from <= last)
            .WithMessage($"Nennen Sie eine Version zwischen 1 und {last}."));
    }
}
