using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Features.Search;

public sealed class SearchQueryTests
{
    private NpgsqlDataSource _database = null!;

    [OneTimeSetUp]
    public async Task Open() => _database = NpgsqlDataSource.Create(await TestCluster.CreateDatabaseAsync());

    [OneTimeTearDown]
    public async Task Close() => await _database.DisposeAsync();

    [ForAnyText]
    public void PostgreSQL_takes_whatever_was_typed(AnyText text) => Assert.That(() => Ask(text.Value), Throws.Nothing);

    [ForAnyText]
    public void PostgreSQL_takes_whatever_was_typed_at_length(AnyText text) =>
        Assert.That(() => Ask(string.Concat(Enumerable.Repeat(text.Value, 200))), Throws.Nothing);

    [ForAnyText]
    public bool A_query_is_never_longer_than_the_field(AnyText text) =>
        SearchQuery.Parse(string.Concat(Enumerable.Repeat(text.Value, 200))).Text.Length <= SearchQuery.MaxLength;

    [Test]
    public void A_long_query_of_picture_signs_is_not_cut_in_the_middle_of_one() =>
        Assert.That(() => Ask("a" + string.Concat(Enumerable.Repeat("😀", 400))), Throws.Nothing);

    [TestCase("", true)]
    [TestCase(null, true)]
    [TestCase("-Förderung", false)]
    [TestCase("!!! \"\" ( ) -", true)]
    [TestCase("Förderung", false)]
    [TestCase("-Förderung Bus", false)]
    [TestCase("\"Bus und Bahn\"", false)]
    [TestCase("Bus-Ticket", false)]
    public void A_query_without_a_letter_is_empty(string? typed, bool isEmpty) => Assert.That(SearchQuery.Parse(typed).IsEmpty, Is.EqualTo(isEmpty));

    private void Ask(string typed)
    {
        using var command = _database.CreateCommand("select websearch_to_tsquery('german', $1)::text");
        command.Parameters.AddWithValue(SearchQuery.Parse(typed).Text);
        command.ExecuteScalar();
    }
}
