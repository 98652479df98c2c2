namespace Lippe.Netzwerk.Domain;

/// <summary>What records are called in activities and in the change feed, see <see cref="IRecorded.Record"/>.</summary>
public static class RecordKinds
{
    public const string Adoption = "adoption";

    public const string Digest = "digest";

    public const string Document = "document";

    public const string Invitation = "invitation";

    public const string Member = "member";

    public const string Municipality = "municipality";

    public const string NetworkText = "networktext";

    public const string Removal = "removal";

    public const string Topic = "topic";
}
