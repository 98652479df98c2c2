using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>A text of the network as a coordinator types it.</summary>
public sealed class NetworkTextForm
{
    public string? Value { get; set; }

    /// <summary>The version the text was written from; 0 for one nobody wrote yet.</summary>
    public long Version { get; set; }
}

/// <summary>What a text needs before it is saved.</summary>
public sealed class NetworkTextFormValidator : AbstractValidator<NetworkTextForm>
{
    public NetworkTextFormValidator(EditableText text)
    {
        if (text.Form == TextForm.Mail)
        {
            RuleFor(form => form.Value).IsMailAddress();
            return;
        }

        RuleFor(form => form.Value).Must(typed => text.IsOptional || PlainText.CleanLine(typed).Length > 0)
            .WithMessage($"„{text.Name}“ darf nicht leer sein.");
        RuleFor(form => form.Value).Must(typed => text.Clean(typed).Length <= text.Longest)
            .WithMessage(form => $"Der Text hat {text.Clean(form.Value).Length.Grouped()} Zeichen. "
                + $"Kürzen Sie ihn auf höchstens {text.Longest.Grouped()}.");
    }
}
