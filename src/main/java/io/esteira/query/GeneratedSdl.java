package io.esteira.query;

/** Schema text of what every described type gets: the same shapes everywhere. */
final class GeneratedSdl {

    private static final String FREE_ARGUMENTS = """
              "How many at most; up to %2$d, without it %3$d."
              first: Int
              "Go on after this cursor of the same list and order."
              after: String
              "The last ones instead of the first, in the same order; up to %2$d."
              last: Int
              "Only those before this cursor of the same list and order."
              before: String
              "Only those for which this holds."
              where: %1$sWhere
              "In this order; the first entry weighs most."
              orderBy: [%1$sOrderBy!]
            """;

    private static final String CHANGES_FIELD = """
            %2$sChanges(
              "The cursor of the answer before, for the same `where`; one that is of no use any more begins a new copy."
              since: String
              "How many rows and entries of the log at most; up to %3$d."
              first: Int = %3$d
              "The copy holds only rows for which this holds."
              where: %1$sWhere
            ): %1$sChanges!
            """;

    private final AggregateSdl aggregates = new AggregateSdl();
    private final StringBuilder types = new StringBuilder();
    private final StringBuilder query = new StringBuilder();
    private final StringBuilder subscription = new StringBuilder();

    String text() {
        return types
                + aggregates.types()
                + extension("Query", query + aggregates.query())
                + extension("Subscription", subscription.toString());
    }

    private static String extension(String root, String fields) {
        return fields.isEmpty() ? "" : "extend type " + root + " {\n" + fields + "}\n";
    }

    /**
     * @param what first sentence of the type's description
     * @param paged some list of them has pages
     */
    void add(Entity entity, String what, boolean paged) {
        addWhere(entity, what);
        addOrderBy(entity, what);
        if (paged) {
            addConnection(entity, what);
        }
        addRootFields(entity, what);
        aggregates.add(entity, what);
    }

    void addEnumFilter(String type) {
        types.append("""
                "Conditions on a value of %1$s; all that are given must hold."
                input %1$sFilter {
                  "Is this."
                  eq: %1$s
                  "Is another one, or has no value."
                  ne: %1$s
                  "Is one of these."
                  in: [%1$s!]
                  "Has no value (true), has one (false)."
                  isNull: Boolean
                }
                """.formatted(type));
    }

    private void addWhere(Entity entity, String what) {
        types.append("""
                "Conditions on: %2$s. All that are given must hold."
                input %1$sWhere {
                  "All of these hold."
                  and: [%1$sWhere!]
                  "At least one of these holds."
                  or: [%1$sWhere!]
                  "This does not hold."
                  not: %1$sWhere
                """.formatted(entity.type(), what));
        for (Attribute attribute : entity.attributes().values()) {
            switch (attribute) {
                case Attribute.Column column when column.kind() == Kind.JSON -> {}
                case Attribute.Column column ->
                    types.append("  \"By this field.\"\n  %s: %sFilter\n".formatted(column.name(), column.type()));
                case Attribute.ToOne one ->
                    types.append("  \"There is one, and this holds for it.\"\n  %s: %sWhere\n"
                            .formatted(one.name(), one.target()));
                case Attribute.ToMany many ->
                    types.append("  \"This holds for at least one of them.\"\n  %s: %sWhere\n"
                            .formatted(many.name(), many.target()));
            }
        }
        types.append("}\n");
    }

    private void addOrderBy(Entity entity, String what) {
        types.append("\"Order of: %2$s. Give exactly one field each.\"\ninput %1$sOrderBy {\n"
                .formatted(entity.type(), what));
        for (Attribute attribute : entity.attributes().values()) {
            switch (attribute) {
                case Attribute.Column column
                when column.kind().comparable() ->
                    types.append("  \"By this field.\"\n  %s: Direction\n".formatted(column.name()));
                case Attribute.ToOne one ->
                    types.append("  \"By a field of it; rows without one have no value.\"\n  %s: %sOrderBy\n"
                            .formatted(one.name(), one.target()));
                case Attribute.Column column -> {}
                case Attribute.ToMany many -> {}
            }
        }
        types.append("}\n");
    }

    private void addConnection(Entity entity, String what) {
        types.append("""
                "A page of: %2$s."
                type %1$sConnection {
                  "The rows with their cursors."
                  edges: [%1$sEdge!]!
                  "The rows alone."
                  nodes: [%1$s!]!
                  "Where the page stands."
                  pageInfo: PageInfo!
                  "How many there are on all pages; counted only when asked for."
                  totalCount: Int!
                  "How old the data can be, by source and company."
                  freshness: [Freshness!]!
                }
                "A row of a page: %2$s."
                type %1$sEdge {
                  "The row."
                  node: %1$s!
                  "Where the row stands in its list; to be given as `after`."
                  cursor: String!
                }
                """.formatted(entity.type(), what));
    }

    private void addRootFields(Entity entity, String what) {
        if (entity.many() != null) {
            query.append("\"List of: %s.\"\n%s(\n%s): %s!\n"
                    .formatted(
                            what,
                            entity.many(),
                            FREE_ARGUMENTS.formatted(entity.type(), Limits.MAX_PAGE, Limits.DEFAULT_PAGE),
                            entity.type() + "Connection"));
        }
        if (entity.many() != null) {
            addChanges(entity, what, entity.many());
        }
        if (entity.one() != null) {
            query.append(
                    "\"By id: %s; null when there is none that you may see.\"\n%s(\"The id, as the hub gave it.\" id: ID!): %s\n"
                            .formatted(what, entity.one(), entity.type()));
        }
    }

    private void addChanges(Entity entity, String what, String many) {
        types.append("""
                "What a copy lacks: %2$s."
                type %1$sChanges {
                  "These rows begin a new copy: forget the rows that you have."
                  restart: Boolean!
                  "Rows that are new or changed, as they are now; also those on whose lists without pages something changed."
                  nodes: [%1$s!]!
                  "Ids of rows that the list holds no longer: forget them, where you have them."
                  removed: [ID!]!
                  "How far the copy has come with this; to be given as `since`."
                  cursor: String!
                  "There is more to take at once."
                  hasMore: Boolean!
                }
                """.formatted(entity.type(), what));
        String field = CHANGES_FIELD.formatted(entity.type(), many, Limits.MAX_PAGE);
        query.append("\"What changed, deletions too, for those who keep a copy: %s. A copy begins without `since`.\"\n"
                        .formatted(what))
                .append(field);
        if (entity.live()) {
            subscription
                    .append(
                            "\"What changed since the cursor, at once and after each change, for those who keep a copy: %s. "
                                    .formatted(what))
                    .append("Go on after the last cursor that you took: nothing is left out.\"\n")
                    .append(field);
        }
    }
}
