using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Digests with their deliveries, and the outbox of a hub without an SMTP server.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0003_digests")]
public sealed class Migration0003Digests : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table outbox_mails (
            id uuid primary key,
            message_id text not null unique,
            recipient text not null,
            recipient_name text not null,
            subject text not null,
            text text not null,
            html text,
            headers text not null,
            stored_at timestamptz not null
        );
        create index on outbox_mails (stored_at);

        -- Windows are half-open and never overlap: what is told once is not told again.
        create table digests (
            id uuid primary key,
            period text not null unique,
            introduction text not null,
            introduction_html text not null,
            version integer not null,
            news_from timestamptz,
            news_until timestamptz,
            prepared_at timestamptz,
            check (num_nonnulls(news_from, news_until, prepared_at) in (0, 3)),
            exclude using gist (tstzrange(news_from, news_until) with &&) where (prepared_at is not null)
        );

        create table deliveries (
            id uuid primary key,
            digest_id uuid not null references digests,
            member_id uuid not null references members,
            state text not null,
            attempts integer not null,
            next_attempt_at timestamptz not null,
            answer text not null,
            finished_at timestamptz,
            unique (digest_id, member_id)
        );
        create index on deliveries (member_id);
        create index on deliveries (next_attempt_at) where state in ('Due', 'Sending');
        """);
}
