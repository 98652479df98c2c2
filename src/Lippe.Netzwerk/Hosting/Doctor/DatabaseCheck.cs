using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether the database is one the hub can work with.</summary>
internal static class DatabaseCheck
{
    private const string Area = "Datenbank";

    private const string Sql =
        """
        select current_setting('server_version'), pg_database_size(oid),
            has_database_privilege(datname, 'create')
                and coalesce(has_schema_privilege(current_schema(), 'create'), false)
                and not exists (
                    select from pg_class
                    where oid = to_regclass('mt_doc_document') and not pg_has_role(relowner, 'usage')),
            exists (select from pg_collation where collname = 'de-x-icu'),
            datcollversion is distinct from pg_database_collation_actual_version(oid),
            current_user::text
        from pg_database where datname = current_database()
        """;

    /// <summary>Looks at a database that answers; whoever opened it looked at its version and encoding.</summary>
    /// <returns>Whether there is a hub in it that this program understands.</returns>
    public static async Task<bool> RunAsync(
        NpgsqlDataSource database, DoctorReport report, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await LookAsync(connection, report, cancellation);
        return Judge(await SchemaMark.ReadAsync(connection, cancellation), report);
    }

    private static async Task LookAsync(
        NpgsqlConnection connection, DoctorReport report, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(Sql, connection);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var name = connection.Database;
        report.Praise(
            Area, $"PostgreSQL {reader.GetString(0)} antwortet; „{name}“ in UTF8, {reader.GetInt64(1).AsSize()}.");
        if (reader.GetBoolean(2))
            report.Praise(Area, $"Das Konto „{reader.GetString(5)}“ darf alles, was der Hub braucht.");
        else
            report.Refuse(Area, Unentitled(name, reader.GetString(5)));
        if (!reader.GetBoolean(3))
            report.Refuse(Area, "Die Sortierung „de-x-icu“ fehlt. Nehmen Sie eine PostgreSQL, die mit ICU gebaut ist.");
        else if (reader.GetBoolean(4))
            report.Warn(Area, Outdated(name));
        else
            report.Praise(Area, "Die deutsche Sortierung ist da und passt zum Betriebssystem.");
    }

    private static bool Judge(SchemaMark? made, DoctorReport report)
    {
        switch (made)
        {
            case null:
                report.Warn(Area, "Sie ist noch leer. Der erste Start richtet sie ein.");
                return false;
            case { Number: > HubSchema.Number }:
                report.Refuse(
                    Area,
                    $"Sie hat Schema {made.Number}, dieses Programm kennt nur {HubSchema.Number}. "
                    + "Starten Sie die Version, die zuletzt lief, oder eine neuere.");
                return false;
            case { Number: < HubSchema.Number }:
                report.Warn(
                    Area,
                    $"Sie hat Schema {made.Number}, dieses Programm {HubSchema.Number}. "
                    + "Der nächste Start oder „migrate“ bringt sie auf den neuesten Stand; prüfen Sie dann neu.");
                return false;
            default:
                report.Praise(Area, $"Ihr Schema ist das dieses Programms ({made.Number}).");
                return true;
        }
    }

    private static string Unentitled(string name, string user) =>
        $"Das Konto „{user}“ darf in „{name}“ nicht alles, was der Hub braucht. "
        + $"Machen Sie es zum Eigentümer: alter database \"{name}\" owner to \"{user}\"; "
        + $"sind schon Tabellen da: reassign owned by ALTES_KONTO to \"{user}\"";

    private static string Outdated(string name) =>
        "Die Sortierregeln des Betriebssystems sind neuer als die Indizes. Bei beendetem Hub, in psql: "
        + $"reindex database \"{name}\"; alter database \"{name}\" refresh collation version;";
}
