using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Lippe.Netzwerk.Web;

/// <summary>What a form says when a value cannot be read at all.</summary>
internal static class GermanBindingMessages
{
    // What was typed still stands in its field, however long it is.
    internal const string Unreadable = "Diese Angabe passt hier nicht.";

    public static void Apply(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable);
        messages.SetUnknownValueIsInvalidAccessor(_ => Unreadable);
        messages.SetValueIsInvalidAccessor(_ => Unreadable);
        messages.SetValueMustBeANumberAccessor(_ => "Geben Sie bitte eine Zahl ein.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Geben Sie bitte eine Zahl ein.");
        messages.SetValueMustNotBeNullAccessor(_ => "Diese Angabe fehlt.");
        messages.SetMissingBindRequiredValueAccessor(_ => "Diese Angabe fehlt.");
        messages.SetMissingKeyOrValueAccessor(() => "Diese Angabe fehlt.");
    }
}
