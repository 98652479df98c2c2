using FluentValidation;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The list of synonyms as a coordinator edits it.</summary>
public sealed class SynonymsForm
{
    public string? Text { get; set; }

    /// <summary>The version that was shown; another one means that somebody saved meanwhile.</summary>
    public long Version { get; set; }
}

/// <summary>Names every line that says nothing.</summary>
public sealed class SynonymsFormValidator : AbstractValidator<SynonymsForm>
{
    /// <summary>In characters; ten times the list the hub comes with.</summary>
    public const int Longest = 200_000;

    public SynonymsFormValidator()
    {
        RuleFor(form => form.Text).MaximumLength(Longest)
            .WithMessage($"Kürzen Sie die Liste auf höchstens {Longest.Grouped()} Zeichen.");
        RuleFor(form => form.Text).Custom((text, context) =>
        {
            foreach (var error in Synonyms.Parse(text ?? "").Errors)
                context.AddFailure($"Zeile {error.Line}: {error.Reason}");
        });
    }
}

/// <summary>The form, with the list of whoever saved meanwhile.</summary>
public sealed record SynonymsPage(SynonymsForm Form, string? Theirs);
