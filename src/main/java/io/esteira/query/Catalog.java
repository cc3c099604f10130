package io.esteira.query;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the schema says about the hub's tables. Immutable. */
public final class Catalog {

    private final Map<String, Entity> entities;
    private final Map<String, List<ChangeSource>> subscriptions;

    private final List<EmbeddedField> embeddedFields;

    private Catalog(
            Map<String, Entity> entities,
            Map<String, List<ChangeSource>> subscriptions,
            List<EmbeddedField> embeddedFields) {
        this.entities = entities;
        this.embeddedFields = embeddedFields;
        this.subscriptions = subscriptions;
    }

    /** Reads schema files. What contradicts itself stops with an {@link IllegalArgumentException} that says what to mend. */
    public static Catalog of(Collection<String> sdl) {
        TypeDefinitionRegistry registry = new SchemaParser().parse(String.join("\n", sdl));
        CatalogReader reader = new CatalogReader(registry);
        Map<String, Entity> entities = new LinkedHashMap<>();
        reader.entities().forEach(entity -> entities.put(entity.type(), entity));
        Catalog catalog = new Catalog(entities, reader.changeSources(), reader.embeddedFields());
        entities.values().forEach(catalog::check);
        return catalog;
    }

    /** Adds what follows from the described types to the schema, and takes the descriptions of tables out of it. */
    public void expand(TypeDefinitionRegistry registry) {
        new SchemaExpander(this, registry).expand();
    }

    /** Names of the described types that a caller may read. */
    public Set<String> typesReadableBy(Caller caller) {
        return entities.values().stream()
                .filter(entity -> caller.hasAny(entity.readableBy()))
                .map(Entity::type)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How the rows of a type stand in the database, for those who tell what happened to them.
     *
     * @throws ReadRefused when there is no such type, or its changes are not kept
     */
    public LoggedType logged(String type) {
        return find(type)
                .filter(entity -> entity.logged() && entity.identified())
                .map(entity -> LoggedType.of(this, entity))
                .orElseThrow(() -> ReadRefused.badInput("Of a " + type + " no changes are kept."));
    }

    /**
     * The roles that may use a root field of described types.
     *
     * @param root type that has the field, such as {@code Query}
     * @return empty for fields that the catalog knows nothing of
     */
    public Optional<List<Role>> readersOf(String root, String field) {
        Stream<Entity> told = root.equals("Subscription")
                ? subscriptions.getOrDefault(field, List.of()).stream().map(source -> entity(source.target()))
                : Stream.empty();
        Stream<Entity> listed = entities.values().stream()
                .filter(entity -> entity.rootFields(root).anyMatch(field::equals));
        return Stream.concat(told, listed).map(Entity::readableBy).findFirst();
    }

    Collection<Entity> entities() {
        return entities.values();
    }

    Entity entity(String type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException(type + " is not described by @collection"));
    }

    Optional<Entity> find(String type) {
        return Optional.ofNullable(entities.get(type));
    }

    /** Fields of described types in types that are not described. */
    List<EmbeddedField> embeddedFields() {
        return embeddedFields;
    }

    /** Some list of them has pages. */
    boolean isPaged(Entity entity) {
        return entity.many() != null
                || entities.values().stream()
                        .flatMap(other -> other.attributes().values().stream())
                        .anyMatch(attribute -> attribute instanceof Attribute.ToMany many
                                && many.paged()
                                && many.target().equals(entity.type()));
    }

    /** What feeds each field of Subscription. */
    Map<String, List<ChangeSource>> subscriptions() {
        return subscriptions;
    }

    /**
     * What changes a row as clients see it: the row itself, and the rows of its lists without pages. Rows without an id of their own
     * are not in the log; they change with the row.
     */
    List<ChangeSource> feeds(Entity entity) {
        List<ChangeSource> feeds = new ArrayList<>();
        feeds.add(new ChangeSource(entity.type(), entity.table(), null));
        for (Attribute attribute : entity.attributes().values()) {
            if (attribute instanceof Attribute.ToMany many
                    && !many.paged()
                    && entity(many.target()).identified()) {
                String table = entity(many.target()).table();
                feeds.add(new ChangeSource(entity.type(), table, """
                        select coalesce(t.%1$s, (c.before ->> '%1$s')::bigint) as id
                        from {changed} c left join hub.%2$s t on t.id = c.row_id""".formatted(many.by(), table)));
            }
        }
        return feeds;
    }

    private void check(Entity entity) {
        checkOrder(entity, entity.order());
        String month = entity.month();
        if (month != null
                && entity.column(month).kind() != Kind.DATE
                && entity.column(month).kind() != Kind.DATE_TIME) {
            throw new IllegalArgumentException(entity.type() + " has no month by " + month);
        }
        checkLive(entity);
        for (Attribute attribute : entity.attributes().values()) {
            switch (attribute) {
                case Attribute.Column column -> {}
                case Attribute.ToOne one -> entity(one.target());
                case Attribute.ToMany many -> checkOrder(entity(many.target()), many.order());
            }
        }
    }

    private static void checkLive(Entity entity) {
        if (entity.live() && (entity.many() == null || !entity.logged())) {
            throw new IllegalArgumentException(entity.type() + " is live and needs a list and the change log");
        }
    }

    private static void checkOrder(Entity entity, List<Attribute.Sort> order) {
        for (Attribute.Sort sort : order) {
            if (!sort.field().equals("id") && !(entity.attributes().get(sort.field()) instanceof Attribute.Column)) {
                throw new IllegalArgumentException(entity.type() + " cannot be ordered by " + sort.field());
            }
        }
    }
}
