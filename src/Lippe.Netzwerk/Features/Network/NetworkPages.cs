using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>All that makes the network its own.</summary>
public sealed record NetworkPage(IReadOnlyList<TextRow> Texts, int Topics, int Municipalities);

/// <summary>A text in the list.</summary>
/// <param name="Excerpt">Its beginning; empty when nobody wrote it.</param>
/// <param name="HasGaps">Whether the operator has yet to fill something in.</param>
public sealed record TextRow(EditableText Text, string Excerpt, bool HasGaps);

/// <summary>The form of a text.</summary>
/// <param name="Theirs">What somebody else saved meanwhile; null without a conflict.</param>
/// <param name="BroughtBack">The old version that fills the form; null for the newest.</param>
public sealed record NetworkTextPage(
    EditableText Text, NetworkTextForm Form, string? Theirs = null, NetworkVersion? BroughtBack = null);

/// <summary>A topic in the list.</summary>
public sealed record TopicRow(Topic Topic, int Documents);

/// <summary>The form of a topic.</summary>
/// <param name="Topic">Null for a new one.</param>
/// <param name="Places">How many places there are to choose from.</param>
public sealed record TopicPage(Topic? Topic, TopicForm Form, int Places, bool IsConflict = false)
{
    public string Action => Topic is null ? $"{TopicsController.List}/neu" : $"{TopicsController.List}/{Topic.Id}";
}

/// <summary>What becomes of a topic that shall go.</summary>
/// <param name="Documents">How many it has, of any state.</param>
public sealed record TopicEndPage(Topic Topic, int Documents, IReadOnlyList<Topic> Others, TopicEndForm Form);

/// <summary>The form of a municipality.</summary>
/// <param name="Municipality">Null for a new one.</param>
public sealed record MunicipalityFormPage(Municipality? Municipality, MunicipalityForm Form, bool IsConflict = false)
{
    public string Action => Municipality is null
        ? $"{MunicipalityFactsController.List}/neu"
        : $"{MunicipalityFactsController.List}/{Municipality.Slug}";
}

/// <summary>What a record of the network said at a time.</summary>
/// <param name="Number">From 1, for the first.</param>
/// <param name="Author">Null for a file.</param>
public sealed record NetworkVersion(int Number, DateTimeOffset At, string? Author, string Content);

/// <summary>A record of the network whose versions are shown.</summary>
/// <param name="Name">What pages call it.</param>
/// <param name="Edit">Where it is edited.</param>
/// <param name="Versions">Where its versions are found.</param>
/// <param name="CanBeBroughtBack">Whether a version can fill the form.</param>
public sealed record VersionedRecord(
    INetworkRecord Record, string Name, string Edit, string Versions, bool CanBeBroughtBack);

/// <summary>The versions of a record, newest first.</summary>
public sealed record NetworkVersionListPage(VersionedRecord Record, IReadOnlyList<NetworkVersion> Versions);

/// <summary>A version beside the one before; the first one beside nothing.</summary>
public sealed record NetworkVersionPage(
    VersionedRecord Record, NetworkVersion Version, bool IsNewest, TextDiff Difference);
