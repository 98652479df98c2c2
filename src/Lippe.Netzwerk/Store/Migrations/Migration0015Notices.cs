using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Mails that cannot wait for a digest are deliveries, too.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0015_notices")]
public sealed class Migration0015Notices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- The key of a digest is its period, that of a notice what it is about; only a digest tells about a window.
        alter table deliveries rename column period to key;
        alter table deliveries
            add column occasion text not null default 'Digest',
            add column revision_id uuid references revisions,
            alter column news_from drop not null,
            alter column news_until drop not null,
            add check ((occasion = 'Digest') = (num_nonnulls(news_from, news_until) = 2)),
            add check ((occasion = 'Release') = (revision_id is not null));
        create index on deliveries (revision_id) where revision_id is not null;

        -- Workers take notices before digests.
        drop index deliveries_next_attempt_at_id_idx;
        create index on deliveries ((occasion = 'Digest'), next_attempt_at, id) where state in ('Due', 'Composing', 'HandedOver', 'Deferred');

        alter table members add column notices_without text[] not null default '{}';
        """);
}
