using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Lippe.Netzwerk.Web;

/// <summary>What a form says when a value cannot be read at all.</summary>
internal static class GermanBindingMessages
{
    public static void Apply(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => $"„{value}“ passt hier nicht.");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"„{value}“ passt hier nicht.");
        messages.SetUnknownValueIsInvalidAccessor(_ => "Diese Angabe passt hier nicht.");
        messages.SetValueIsInvalidAccessor(value => $"„{value}“ passt hier nicht.");
        messages.SetValueMustBeANumberAccessor(_ => "Geben Sie bitte eine Zahl ein.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Geben Sie bitte eine Zahl ein.");
        messages.SetValueMustNotBeNullAccessor(_ => "Diese Angabe fehlt.");
        messages.SetMissingBindRequiredValueAccessor(_ => "Diese Angabe fehlt.");
        messages.SetMissingKeyOrValueAccessor(() => "Diese Angabe fehlt.");
    }
}
