using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>A delivery knows its worker and the moment it was handed over; mails leave at the pace an operator sets.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0010_sending")]
public sealed class Migration0010Sending : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- Names the advisory lock that the worker's session holds; whoever holds none is gone.
        create sequence delivery_workers as integer cycle;

        alter table deliveries add column worker integer;
        alter table deliveries add column handed_over_at timestamptz;
        update deliveries set state = 'Deferred' where state = 'Due' and attempts > 0;
        update deliveries set state = 'HandedOver', handed_over_at = next_attempt_at where state = 'Sending';

        drop index deliveries_next_attempt_at_idx;
        create index on deliveries (next_attempt_at, id) where state in ('Due', 'Composing', 'HandedOver', 'Deferred');

        -- The next moment a mail may leave: one row for all mails, named '*', and one for each domain.
        create table mail_paces (
            key text primary key,
            free_at timestamptz not null
        );
        """);
}
