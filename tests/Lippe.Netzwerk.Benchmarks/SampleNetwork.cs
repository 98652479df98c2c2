using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Fills a hub's database with many members and documents.</summary>
internal static class SampleNetwork
{
    /// <summary>Readers of all municipalities; each wants other topics.</summary>
    public static Task AddMembersAsync(NpgsqlDataSource database, int count, CancellationToken cancellation) => ExecuteAsync(database,
        """
        insert into members (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, phone_number_confirmed, two_factor_enabled,
            lockout_enabled, access_failed_count, security_stamp, concurrency_stamp, name, municipality_id, role, responsibility, topics, wants_digest, joined_at)
        select uuidv7(), mail, upper(mail), mail, upper(mail), true, false, false, true, 0, '', '',
            'Leser:in Nummer ' || n, (array(select id from municipalities order by slug))[1 + n % (select count(*)::int from municipalities)],
            'Reader', '', array(select id from topics where hashtext(id || n) % 3 = 0), true, now() - interval '1 year'
        from generate_series(1, $1) n, lateral (select 'leser' || n || '@kommune' || n % 17 || '.example' as mail) address
        """, count, cancellation);

    /// <summary>Guides published within the last three weeks; every tenth is for one municipality, every fifth for members only.</summary>
    public static Task AddDocumentsAsync(NpgsqlDataSource database, int count, CancellationToken cancellation) => ExecuteAsync(database,
        """
        with written as (
            insert into documents (id, kind, slug, title, summary, body, html, contents, topics, municipality_id, state, visibility,
                created_at, changed_at, published_at, version, unknown_keys, guide_facts)
            select uuidv7(), 'Guide', 'beispiel-' || n, 'Beispiel ' || n || ': Bürgerdienste gemeinsam einführen und pflegen',
                'Wie die Kommune Nummer ' || n || ' den Dienst eingeführt hat, was er gekostet hat und wen man dabei von Anfang an beteiligt.',
                repeat('Ein Absatz über das Vorgehen. ', 100), repeat('<p>Ein Absatz über das Vorgehen.</p>', 100), '[]',
                array(select id from topics where hashtext(n || id) % 4 = 0),
                (array(select id from municipalities order by slug))[1 + n % (select count(*)::int from municipalities)], 'Published',
                case when n % 10 = 0 then 'OwnMunicipality' when n % 5 = 0 then 'Network' else 'Public' end,
                at, at, at, 1, '', '{}'
            from generate_series(1, $1) n, lateral (select now() - n % 20 * interval '1 day' - interval '1 hour' as at) moment
            returning id, title, created_at)
        insert into revisions (id, document_id, number, title, source, at, note)
        select uuidv7(), id, 1, title, '', created_at, '' from written
        """, count, cancellation);

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, int count, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
