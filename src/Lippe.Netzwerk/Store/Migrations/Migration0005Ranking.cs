using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Search ranks by how rare words are and how much of a text they make up, and knows the parts of compounds.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0005_ranking")]
public sealed class Migration0005Ranking : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- One lexeme, one weight: what the word is worth in this text. Kept in line, because ranking reads it for many rows.
        alter table search_entries add column impacts tsvector not null default '';
        alter table search_entries alter column impacts set storage main;
        alter table search_entries add column length int not null default 0;
        -- Until they are weighed, texts are found by their words as they are.
        update search_entries set impacts = vector;
        create index on search_entries using gin (impacts);
        drop index search_entries_vector_idx;

        create table search_words (
            lexeme text collate "C" primary key,
            documents int not null
        );

        create table search_statistics (
            only_row bool primary key default true check (only_row),
            documents int not null,
            average_length real not null,
            weighed int not null default 0,
            refreshed_at timestamptz not null
        );

        create function counted_words(vector tsvector, out "Lexemes" text[], out "Frequencies" int[], out "InTitle" bool[])
        language sql immutable as $$
            select coalesce(array_agg(lexeme), '{}'), coalesce(array_agg(coalesce(cardinality(positions), 1)), '{}'), coalesce(array_agg(coalesce('A' = any (weights), false)), '{}')
            from unnest(vector)
        $$;
        """);
}
