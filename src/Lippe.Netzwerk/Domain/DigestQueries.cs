namespace Lippe.Netzwerk.Domain;

/// <summary>Which issues are meant by a word.</summary>
public static class DigestQueries
{
    /// <summary>Those on their way or gone, newest first.</summary>
    public static IOrderedQueryable<Digest> Prepared(this IQueryable<Digest> digests) =>
        digests.Where(digest => digest.PreparedAt != null).OrderByDescending(digest => digest.NewsUntil);
}
