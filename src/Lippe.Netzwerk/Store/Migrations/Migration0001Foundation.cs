using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Municipalities, topics, members, documents with revisions and search entries.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0001_foundation")]
public sealed class Migration0001Foundation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table municipalities (
            id uuid primary key,
            slug text not null unique,
            ags text not null,
            name text not null,
            kind text not null,
            inhabitants integer not null,
            inhabitants_as_of date not null
        );

        create table topics (
            id text primary key,
            name text not null,
            description text not null,
            position integer not null
        );

        create table members (
            id uuid primary key,
            user_name varchar(256),
            normalized_user_name varchar(256) unique,
            email varchar(256),
            normalized_email varchar(256) unique,
            email_confirmed boolean not null,
            password_hash text,
            security_stamp text,
            concurrency_stamp text,
            phone_number text,
            phone_number_confirmed boolean not null,
            two_factor_enabled boolean not null,
            lockout_end timestamptz,
            lockout_enabled boolean not null,
            access_failed_count integer not null,
            name text not null,
            municipality_id uuid not null references municipalities,
            role text not null,
            responsibility text not null,
            topics text[] not null,
            wants_digest boolean not null,
            joined_at timestamptz not null,
            left_at timestamptz
        );
        create index on members (municipality_id);

        create table member_claims (
            id integer generated always as identity primary key,
            user_id uuid not null references members on delete cascade,
            claim_type text,
            claim_value text
        );
        create index on member_claims (user_id);

        create table member_logins (
            login_provider varchar(128) not null,
            provider_key varchar(128) not null,
            provider_display_name text,
            user_id uuid not null references members on delete cascade,
            primary key (login_provider, provider_key)
        );
        create index on member_logins (user_id);

        create table member_tokens (
            user_id uuid not null references members on delete cascade,
            login_provider varchar(128) not null,
            name varchar(128) not null,
            value text,
            primary key (user_id, login_provider, name)
        );

        create table invitations (
            id uuid primary key,
            secret_hash bytea not null unique,
            email text,
            name text not null,
            role text not null,
            municipality_id uuid references municipalities,
            invited_by_id uuid references members,
            expires_at timestamptz not null,
            accepted_at timestamptz
        );

        create table documents (
            id uuid primary key,
            kind text not null,
            slug text not null,
            title text not null,
            summary text not null,
            body text not null,
            html text not null,
            contents jsonb not null,
            topics text[] not null,
            municipality_id uuid not null references municipalities,
            responsible_id uuid references members,
            state text not null,
            visibility text not null,
            reviewed_on date,
            review_due date,
            created_at timestamptz not null,
            changed_at timestamptz not null,
            published_at timestamptz,
            version integer not null,
            unknown_keys text not null,
            guide_facts jsonb,
            project_facts jsonb,
            minutes_facts jsonb,
            unique (kind, slug)
        );
        create index on documents (kind, state, published_at desc, id);
        create index on documents (municipality_id);
        create index on documents (responsible_id);
        create index on documents using gin (topics);

        create table revisions (
            id uuid primary key,
            document_id uuid not null references documents,
            number integer not null,
            title text not null,
            source text not null,
            responsible_id uuid references members,
            author_id uuid references members,
            at timestamptz not null,
            note text not null,
            unique (document_id, number)
        );

        create table search_entries (
            document_id uuid primary key references documents on delete cascade,
            vector tsvector not null,
            text text not null
        );
        create index on search_entries using gin (vector);

        -- A tsvector holds 1 MB: of a long text only the first part keeps its positions.
        create function body_vector(parts text[]) returns tsvector language plpgsql immutable as $$
        declare
            vector tsvector := to_tsvector('german', parts[1]);
        begin
            for i in 2 .. array_length(parts, 1) loop
                vector := vector || strip(to_tsvector('german', parts[i]));
            end loop;
            return vector;
        end
        $$;

        create table audit_events (
            id uuid primary key,
            at timestamptz not null,
            member_id uuid references members,
            deed text not null,
            subject_id uuid not null
        );
        create index on audit_events (subject_id);

        create table network_texts (
            key text primary key,
            value text not null,
            html text not null
        );

        create table protection_keys (
            name text primary key,
            xml text not null
        );
        """);
}
