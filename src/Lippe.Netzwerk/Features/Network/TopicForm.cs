using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>A topic as a coordinator types it, cleaned.</summary>
public sealed class TopicForm
{
    public string Name { get; set => field = PlainText.CleanLine(value); } = "";

    public string Description { get; set => field = PlainText.CleanLine(value); } = "";

    /// <summary>The place in lists, from 1.</summary>
    public int Place { get; set; }

    /// <summary>The version that was shown; 0 for a new topic.</summary>
    public long Version { get; set; }
}

/// <summary>A topic needs a name of its own.</summary>
public sealed class TopicFormValidator : AbstractValidator<TopicForm>
{
    /// <param name="others">All topics but the one edited.</param>
    public TopicFormValidator(IReadOnlyList<Topic> others)
    {
        RuleFor(form => form.Name).Must(name => PlainText.HasWords(name) && name.Length <= Topic.LongestName)
            .WithMessage($"Geben Sie einen Namen ein, mit höchstens {Topic.LongestName} Zeichen.");
        RuleFor(form => form.Name).Must(name => !others.Any(other => other.IsCalled(name)))
            .WithMessage("So heißt schon ein anderes Thema. Wählen Sie einen anderen Namen.");
        RuleFor(form => form.Description).MaximumLength(Topic.LongestDescription)
            .WithMessage($"Kürzen Sie die Beschreibung auf höchstens {Topic.LongestDescription} Zeichen.");
        RuleFor(form => form.Place).InclusiveBetween(1, others.Count + 1)
            .WithMessage("Wählen Sie eine Stelle aus der Liste.");
    }
}

/// <summary>What a coordinator chooses for a topic that shall go.</summary>
public sealed class TopicEndForm
{
    /// <summary>The topic its documents get instead; empty where it has none.</summary>
    public string Into { get; set => field = PlainText.CleanLine(value); } = "";
}
