namespace Lippe.Netzwerk.Search;

/// <summary>Answers one question from the index as it is at the moment.</summary>
internal sealed class Answering(IndexState index, SearchScope scope, SearchSlice slice, DateTimeOffset now)
{
    private readonly Hits _hits = new(index, scope, slice, now);

    /// <summary>All documents, newest first.</summary>
    public FoundDocuments Newest()
    {
        var (page, counts) = _hits.All();
        return new FoundDocuments(page, counts);
    }

    /// <summary>The best documents; without quotation marks or with near words when there are none otherwise.</summary>
    public FoundDocuments Find(string text)
    {
        var (question, found) = Ask(text);
        if (found.Page.Count == 0 && slice.Skip == 0 && question.HasPhrase)
        {
            text = Question.WithoutQuotes(text);
            (question, found) = Ask(text);
            found = found with { IsWithoutQuotes = true };
        }

        if (found.Counts.Total > 0 || slice.Skip > 0 || !question.IsPlain || question.HasExcluded || Correct(text) is not { } corrected)
            return found;
        var better = Ask(corrected).Found;
        var isBetter = better.Counts.Total > 0 || (found.Page.Count == 0 && better.Page.Count > 0);
        return isBetter ? better with { Corrected = corrected } : found;
    }

    private (Question Question, FoundDocuments Found) Ask(string text)
    {
        var question = Question.Parse(text, index.Language);
        var (page, counts) = _hits.For(question);
        return (question, new FoundDocuments(page, counts)
        {
            HasNoWord = question.IsEmpty && page.Count == 0,
            Synonyms = question.Synonyms,
        });
    }

    private string? Correct(string text) => new Spelling(index, scope.Viewer).Correct(text);
}
