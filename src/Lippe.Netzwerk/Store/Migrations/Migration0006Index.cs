using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Every node keeps an index of all entries; each entry says which transaction wrote it, so that nodes learn what is new. Questions are counted.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0006_index")]
public sealed class Migration0006Index : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table search_entries drop column impacts, drop column length;
        alter table search_entries add column written xid8 not null default pg_current_xact_id();
        create index on search_entries (written, document_id);

        drop function counted_words;
        drop table search_words;
        drop table search_statistics;

        -- Each word with a mark: how often it stands there, plus 128 in the title, plus 64 in summary, topics or headings.
        create function words_of(vector tsvector, out lexemes text[], out marks smallint[])
        language sql immutable as $$
            select coalesce(array_agg(lexeme), '{}'),
                   coalesce(array_agg((least(63, coalesce(cardinality(positions), 1))
                       + case when 'A' = any (weights) then 128 else 0 end
                       + case when weights && '{B,C}' then 64 else 0 end)::smallint), '{}')
            from unnest(vector)
        $$;

        create table asked_questions (
            day date not null,
            question text not null,
            times int not null,
            found int not null,
            primary key (day, question)
        );
        """);
}
