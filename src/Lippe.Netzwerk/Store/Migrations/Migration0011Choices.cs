using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Members choose when they get which digest; each delivery has a window of its own, and what was told is remembered.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0011_choices")]
public sealed class Migration0011Choices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table members
            add column digest_frequency text not null default 'Monthly',
            add column digest_day integer not null default 1,
            add column digest_hour integer not null default 7,
            add column digest_kinds text[] not null default '{}',
            add column digest_municipalities uuid[] not null default '{}',
            add column digest_without text[] not null default '{}',
            add column digest_paused_until date,
            add column digest_chosen_at timestamptz;

        alter table revisions add column is_substantial boolean not null default true;

        -- A weekly or daily digest belongs to no issue. A member's windows are half-open and meet: each begins where the last one ended.
        alter table deliveries
            alter column digest_id drop not null,
            add column period text,
            add column news_from timestamptz,
            add column news_until timestamptz;
        update deliveries set period = digests.period, news_from = digests.news_from, news_until = digests.news_until
        from digests where digests.id = digest_id;
        alter table deliveries
            alter column period set not null,
            alter column news_from set not null,
            alter column news_until set not null,
            add check (news_from < news_until),
            add unique (member_id, period);

        -- What a member was told; an item is a document, one version of it or one request about it.
        create table told_items (
            member_id uuid not null references members,
            item text not null,
            delivery_id uuid not null references deliveries,
            primary key (member_id, item)
        );
        """);
}
