using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>A municipality or another body as a coordinator types it, cleaned.</summary>
public sealed class MunicipalityForm
{
    public string Name { get; set => field = PlainText.CleanLine(value); } = "";

    public string Kind { get; set => field = PlainText.CleanLine(value); } = "";

    public string Ags { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Einwohner:innen")]
    public int? Inhabitants { get; set; }

    [Display(Name = "Stand der Zahl")]
    public DateOnly? InhabitantsAsOf { get; set; }

    public string Website { get; set => field = PlainText.CleanLine(value); } = "";

    /// <summary>The version that was shown; 0 for a new one.</summary>
    public long Version { get; set; }

    internal static MunicipalityForm From(Municipality municipality) => new()
    {
        Name = municipality.Name,
        Kind = municipality.Kind,
        Ags = municipality.Ags,
        Inhabitants = municipality.IsOrganisation ? null : municipality.Inhabitants,
        InhabitantsAsOf = municipality.IsOrganisation ? null : municipality.InhabitantsAsOf,
        Website = municipality.Website,
        Version = municipality.Version,
    };

    /// <summary>What was typed, as a municipality of that address.</summary>
    /// <param name="today">What an organisation has in place of a day its inhabitants were counted.</param>
    internal Municipality Typed(string slug, DateOnly today) => new()
    {
        Slug = slug,
        Name = Name,
        Kind = Kind,
        Ags = Kind == Municipality.Organisation ? "" : Ags,
        Inhabitants = Kind == Municipality.Organisation ? 0 : Inhabitants!.Value,
        InhabitantsAsOf = Kind == Municipality.Organisation ? today : InhabitantsAsOf!.Value,
        Website = Website,
    };
}

/// <summary>What a municipality needs; an organisation has neither inhabitants nor a key.</summary>
public sealed class MunicipalityFormValidator : AbstractValidator<MunicipalityForm>
{
    private const int LongestName = 120;

    /// <param name="others">All municipalities but the one edited.</param>
    public MunicipalityFormValidator(IReadOnlyList<Municipality> others)
    {
        RuleFor(form => form.Name).Must(name => PlainText.HasWords(name) && name.Length <= LongestName)
            .WithMessage($"Geben Sie einen Namen ein, mit höchstens {LongestName} Zeichen.");
        RuleFor(form => form.Name)
            .Must(name => !others.Any(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
            .WithMessage("So heißt schon eine andere Kommune oder Stelle.");
        RuleFor(form => form.Kind).Must(kind => Municipality.Kinds.Contains(kind))
            .WithMessage("Wählen Sie eine Art aus der Liste.");
        RuleFor(form => form.Website).Must(text => text.Length == 0 || WebAddress.IsValid(text))
            .WithMessage("Die Adresse der Website muss mit https:// oder http:// beginnen.");
        When(form => form.Kind != Municipality.Organisation, () =>
        {
            RuleFor(form => form.Ags).Must(key => key.Length is 0 or 5 or 8 && key.All(char.IsAsciiDigit))
                .WithMessage("Der Schlüssel hat 8 Ziffern, beim Kreis 5. Sie können ihn auch leer lassen.");
            RuleFor(form => form.Inhabitants).NotNull()
                .WithMessage("Geben Sie die Zahl der Einwohner:innen an, zum Beispiel 12.000.");
            RuleFor(form => form.Inhabitants).InclusiveBetween(0, 100_000_000)
                .WithMessage("Einwohner:innen: Geben Sie eine Zahl von 0 bis 100.000.000 an.");
            RuleFor(form => form.InhabitantsAsOf).NotNull()
                .WithMessage("Geben Sie an, von welchem Tag die Zahl der Einwohner:innen ist.");
        });
    }
}
