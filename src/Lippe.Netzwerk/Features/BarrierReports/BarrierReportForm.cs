using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.BarrierReports;

/// <summary>Where somebody cannot get any further, as typed.</summary>
public sealed class BarrierReportForm
{
    public string? Message { get; set; }

    /// <summary>The address of the page with the barrier.</summary>
    public string? Page { get; set; }

    public string? Name { get; set; }

    /// <summary>Where an answer goes.</summary>
    public string? Email { get; set; }
}

/// <summary>Asks for the message only: nobody has to say who they are.</summary>
public sealed class BarrierReportFormValidator : AbstractValidator<BarrierReportForm>
{
    private const int LongestMessage = 5_000;
    private const int LongestPage = 500;

    public BarrierReportFormValidator()
    {
        RuleFor(f => f.Message).Must(text => PlainText.CleanLine(text).Length > 0)
            .WithMessage("Beschreiben Sie, wo Sie nicht weiterkommen.");
        RuleFor(f => f.Message).MaximumLength(LongestMessage)
            .WithMessage(f =>
                $"Ihre Nachricht hat {f.Message!.Length.Grouped()} Zeichen. "
                + $"Kürzen Sie sie auf höchstens {LongestMessage.Grouped()}.");
        RuleFor(f => f.Page).MaximumLength(LongestPage).WithMessage($"Bitte höchstens {LongestPage} Zeichen.");
        RuleFor(f => f.Name).MaximumLength(Member.LongestName)
            .WithMessage($"Bitte höchstens {Member.LongestName} Zeichen.");
        RuleFor(f => f.Email).IsMailAddress().Unless(f => EmailAddress.Clean(f.Email).Length == 0);
    }
}
