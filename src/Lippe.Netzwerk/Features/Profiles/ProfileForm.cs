using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>A member's own details and wishes.</summary>
public sealed class ProfileForm
{
    public string? Name { get; set; }

    public string? Responsibility { get; set; }

    public string? Phone { get; set; }

    public List<string> Topics { get; set; } = [];

    /// <summary>"ja" when the digest is wanted; a box that is not ticked sends nothing.</summary>
    public List<string> Digest { get; set; } = [];

    internal static ProfileForm From(Member member) => new()
    {
        Name = member.Name,
        Responsibility = member.Responsibility,
        Phone = member.Phone,
        Topics = [.. member.Topics],
        Digest = member.WantsDigest ? [ProfilePage.Wanted] : [],
    };

    internal void ApplyTo(Member member, DateTimeOffset at)
    {
        member.Name = PlainText.CleanLine(Name);
        member.Responsibility = PlainText.CleanLine(Responsibility);
        member.Phone = PlainText.CleanLine(Phone);
        member.Topics = [.. Topics.Distinct()];
        var wantsDigest = Digest.Contains(ProfilePage.Wanted);
        // A box left as it was says nothing about reminders.
        if (wantsDigest != member.WantsDigest)
            member.Subscribe(DeliveryOccasion.Digest, wantsDigest, at);
    }
}

/// <summary>A name, a responsibility that fits into a list, a number to call, and known topics.</summary>
public sealed class ProfileFormValidator : AbstractValidator<ProfileForm>
{
    /// <param name="before">The name so far, which others may have as well.</param>
    /// <param name="others">The names of all other members.</param>
    /// <param name="topics">What may be chosen.</param>
    public ProfileFormValidator(string before, IEnumerable<string> others, IReadOnlyList<Topic> topics)
    {
        When(f => PlainText.CleanLine(f.Name) != before, () =>
        {
            RuleFor(f => f.Name).IsNameOfPerson();
            RuleFor(f => f.Name).IsNameOfNobodyElse(others);
        });
        RuleFor(f => f.Responsibility).MaximumLength(Member.LongestResponsibility)
            .WithMessage($"Beschreiben Sie Ihre Zuständigkeit mit höchstens {Member.LongestResponsibility} Zeichen.");
        RuleFor(f => f.Phone).Must(phone => PlainText.CleanLine(phone).Length == 0 || PhoneNumber.IsValid(phone))
            .WithMessage("Schreiben Sie die Telefonnummer mit Vorwahl und nur mit Ziffern. Beispiel: 05231 77-0.");
        RuleFor(f => f.Topics).Must(chosen => chosen.All(id => topics.Any(t => t.Id == id)))
            .WithMessage("Wählen Sie nur Themen aus der Liste.");
    }
}

/// <summary>The profile's page.</summary>
public sealed record ProfilePage(ProfileForm Form, IReadOnlyList<Topic> Topics)
{
    /// <summary>The value of the box for the digest.</summary>
    public const string Wanted = "ja";
}
