using JasperFx;
using Lippe.Netzwerk.Domain;
using Marten;
using Marten.Schema;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Weasel.Core;

namespace Lippe.Netzwerk.Store;

/// <summary>Configures Marten: what every record shares, and the records that no feature owns alone.</summary>
/// <remarks>
/// A feature adds its own records beside them, with <c>services.ConfigureMarten(…)</c>. Reads go through
/// <see cref="IQuerySession"/>, writes through <see cref="IDocumentSession"/> with one <c>SaveChangesAsync</c> an
/// action.
/// </remarks>
public static class HubStore
{
    // A hub from before they were counted has topics and municipalities of version 0, which is one never saved.
    private const string CountFromOneSql =
        """
        update mt_doc_topic set mt_version = 1 where mt_version = 0;
        update mt_doc_municipality set mt_version = 1 where mt_version = 0;
        """;

    // More than the pages have; each connection keeps its own.
    private const int PreparedQueries = 100;

    /// <summary>Registers the database, its sessions, and all that writes documents.</summary>
    public static IServiceCollection AddHubStore(this IServiceCollection services, string connectionString)
    {
        services.AddNpgsqlDataSource(WithPreparedQueries(connectionString));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ChangeCounter>();
        services.AddHostedService<ChangeListener>();
        services.AddSingleton<Recorder>();
        services.AddScoped<Actor>();
        services.AddScoped<Archive>();
        services.AddScoped<Eraser>();
        services.AddScoped<StaleRenderings>();
        services.AddScoped<Memberships>();
        services.AddScoped<MemberWishes>();
        services.AddSingleton<NetworkDirectory>();
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton<KeyedHash>();
        services.AddSingleton<ChangeReader>();
        services.AddSingleton<SentForms>();
        services.AddSingleton(new SchemaPart(ProtectionKeys.CreateTableAsync));
        services.AddSingleton(new SchemaPart(KeyedHash.CreateTableAsync));
        services.AddSingleton(new SchemaPart(SentForms.CreateTableAsync));
        services.AddSingleton(new SchemaPart(Changes.CreateTableAsync));
        services.AddSingleton(new SchemaPart(LastBackup.CreateTableAsync));
        services.AddSingleton(new SchemaPart((connection, cancellation) =>
            connection.ExecuteAsync(CountFromOneSql, cancellation)));
        services.AddMarten(provider =>
            {
                var options = new StoreOptions();
                Configure(options);
                options.Listeners.Add(provider.GetRequiredService<Recorder>());
                return options;
            })
            .UseNpgsqlDataSource()
            .BuildSessionsWith<HubSessions>(ServiceLifetime.Scoped);
        return services;
    }

    private static void Configure(StoreOptions store)
    {
        store.UseSystemTextJsonForSerialization(
            EnumStorage.AsString, Casing.Default, json => json.TypeInfoResolver = StoredProperties.Resolver);
        // Only a migration changes the schema.
        store.AutoCreateSchemaObjects = AutoCreate.None;
        store.DisableNpgsqlLogging = true;

        store.Schema.For<Document>()
            .AddSubClass<Guide>().AddSubClass<Project>().AddSubClass<Minutes>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(document => document.Version))
            .Duplicate(document => document.Kind, notNull: true)
            .Duplicate(document => document.Slug, notNull: true)
            .Duplicate(document => document.State, notNull: true)
            .Duplicate(document => document.Visibility, notNull: true)
            .Duplicate(document => document.MunicipalityId, notNull: true)
            .Duplicate(document => document.ResponsibleId!)
            .Duplicate(document => document.ListedAt, notNull: true)
            .Duplicate(document => document.ChangedAt, notNull: true)
            .Duplicate(document => document.ReviewDue!)
            .UniqueIndex(UniqueIndexType.DuplicatedField, document => document.Kind, document => document.Slug);
        store.Schema.For<Revision>()
            .Duplicate(revision => revision.DocumentId, notNull: true)
            .Duplicate(revision => revision.Number, notNull: true)
            .Duplicate(revision => revision.At, notNull: true)
            .Duplicate(revision => revision.ResponsibleId!)
            .Duplicate(revision => revision.AuthorId!)
            .Duplicate(revision => revision.Renderer)
            .UniqueIndex(UniqueIndexType.DuplicatedField, revision => revision.DocumentId, revision => revision.Number);
        store.Schema.For<ReleaseRequest>()
            .Duplicate(request => request.RevisionId, notNull: true)
            .Duplicate(request => request.AskedById!);
        store.Schema.For<Member>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(member => member.Version))
            .Duplicate(member => member.NormalizedEmail!)
            .UniqueIndex(UniqueIndexType.DuplicatedField, member => member.NormalizedEmail!);
        store.Schema.For<Municipality>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(municipality => municipality.Version))
            .UniqueIndex(municipality => municipality.Slug);
        store.Schema.For<Topic>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(topic => topic.Version));
        store.Schema.For<Removal>()
            .Duplicate(removal => removal.DocumentId, notNull: true);
        store.Schema.For<NetworkText>().Identity(text => text.Key)
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(text => text.Version));
        SubscriberRecords.Configure(store);
        store.Schema.For<Activity>()
            .Duplicate(activity => activity.At, notNull: true)
            .Duplicate(activity => activity.SubjectId, notNull: true);
    }

    // A page asks the same few questions every time; PostgreSQL need not plan them anew. An operator may say otherwise,
    // none included: some poolers keep no prepared queries.
    private static string WithPreparedQueries(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize("Max Auto Prepare"))
            connection.MaxAutoPrepare = PreparedQueries;
        return connection.ConnectionString;
    }
}
