package io.esteira.query;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.introspection.IntrospectionQueryBuilder;
import graphql.schema.GraphQLSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a schema tells of itself, once as graphql-java tells it, then written for each question without completing values: they are tens
 * of thousands. Immutable.
 */
final class SchemaTree {

    /** In the context of a request that is to be answered by graphql-java itself. */
    static final Object PLAIN = SchemaTree.class;

    /** The standard question is answered by half of it. */
    private static final int MOST_BYTES = 4 << 20;

    private static final byte[] NULL = JsonText.ascii("null");

    /** An object; members that it lacks are null. Values are JSON text, nodes, or lists of nodes. */
    private record Node(boolean deprecated, Map<String, Object> members) {}

    private final Node schema;
    private final Map<String, Node> types;

    private SchemaTree(Node schema, Map<String, Node> types) {
        this.schema = schema;
        this.types = types;
    }

    static SchemaTree of(GraphQLSchema schema) {
        String all = IntrospectionQueryBuilder.build(IntrospectionQueryBuilder.Options.defaultOptions()
                .descriptions(true)
                .specifiedByUrl(true)
                .isOneOf(true)
                .directiveIsRepeatable(true)
                .schemaDescription(true)
                .inputValueDeprecation(true));
        ExecutionResult told = GraphQL.newGraphQL(schema)
                .build()
                .execute(ExecutionInput.newExecutionInput(all).graphQLContext(Map.of(PLAIN, true)));
        Map<?, ?> data = Objects.requireNonNull(told.getData(), () -> String.valueOf(told.getErrors()));
        return new Growing().tree((Map<?, ?>) Objects.requireNonNull(data.get("__schema")));
    }

    /** The answer of {@code __schema}. */
    Json schema(Selection asked) {
        return new Telling().tell(schema, asked);
    }

    /** The answer of {@code __type}; null where there is no type of this name. */
    @Nullable
    Json type(String name, Selection asked) {
        Node type = types.get(name);
        return type == null ? null : new Telling().tell(type, asked);
    }

    /** Makes the tree of what the library tells. */
    private static final class Growing {

        private final Map<String, Node> types = new HashMap<>();
        private final Map<Object, byte[]> texts = new HashMap<>();

        SchemaTree tree(Map<?, ?> told) {
            for (Object type : (List<?>) Objects.requireNonNull(told.get("types"))) {
                types.put(name((Map<?, ?>) type), new Node(false, new HashMap<>()));
            }
            for (Object type : (List<?>) Objects.requireNonNull(told.get("types"))) {
                Map<?, ?> members = (Map<?, ?>) type;
                type(name(members)).members().putAll(members(members));
            }
            return new SchemaTree(node(told), Map.copyOf(types));
        }

        private static String name(Map<?, ?> named) {
            return (String) Objects.requireNonNull(named.get("name"));
        }

        private Node type(String name) {
            return Objects.requireNonNull(types.get(name), name);
        }

        private Node node(Map<?, ?> told) {
            return new Node(Boolean.TRUE.equals(told.get("isDeprecated")), members(told));
        }

        private Map<String, Object> members(Map<?, ?> told) {
            Map<String, Object> members = new HashMap<>();
            told.forEach((name, value) -> {
                if (value != null) {
                    members.put((String) name, value((String) name, value));
                }
            });
            return members;
        }

        private Object value(String name, Object told) {
            return switch (name) {
                case "type", "ofType", "queryType", "mutationType", "subscriptionType" -> reference((Map<?, ?>) told);
                case "types", "interfaces", "possibleTypes" -> list(told, this::reference);
                case "directives" ->
                    list(told, this::node).stream().filter(Growing::isFollowed).toList();
                case "fields", "args", "inputFields", "enumValues" -> list(told, this::node);
                default -> texts.computeIfAbsent(told, JsonMapper.shared()::writeValueAsBytes);
            };
        }

        private interface Making {
            Node make(Map<?, ?> told);
        }

        private static List<Node> list(Object told, Making making) {
            List<Node> nodes = new ArrayList<>();
            for (Object element : (List<?>) told) {
                nodes.add(making.make((Map<?, ?>) Objects.requireNonNull(element)));
            }
            return List.copyOf(nodes);
        }

        private static boolean isFollowed(Node directive) {
            byte[] name = (byte[]) Objects.requireNonNull(directive.members().get("name"));
            return !ReadyAnswers.UNFOLLOWED_DIRECTIVES.contains(
                    new String(name, 1, name.length - 2, StandardCharsets.US_ASCII));
        }

        /** The type itself, wherever it is named; lists and what is never null have no name. */
        private Node reference(Map<?, ?> told) {
            return told.get("name") instanceof String name ? type(name) : node(told);
        }
    }

    /** Writes one answer. */
    private static final class Telling {

        private final JsonText text = new JsonText(MOST_BYTES / 16);

        /**
         * A field that was asked for.
         *
         * @param key quoted, with its colon
         * @param constant what it answers whatever the node; null where this is a member
         * @param deprecatedToo for lists
         */
        private record Part(
                byte[] key, String field, byte @Nullable [] constant, boolean deprecatedToo, List<Part> parts) {

            static List<Part> of(Selection asked) {
                return asked.children().stream().map(Part::ofField).toList();
            }

            private static Part ofField(Selection field) {
                boolean isTypename = field.field().equals("__typename");
                return new Part(
                        JsonText.ascii('"' + field.key() + "\":"),
                        field.field(),
                        isTypename ? JsonText.ascii('"' + field.owner() + '"') : null,
                        Boolean.TRUE.equals(field.arguments().get("includeDeprecated")),
                        of(field));
            }
        }

        Json tell(Node node, Selection asked) {
            tell(node, Part.of(asked));
            return text.toJson();
        }

        private void tell(Node node, List<Part> parts) {
            if (text.length() > MOST_BYTES) {
                throw ReadRefused.tooLong(MOST_BYTES);
            }
            text.add('{');
            for (Part part : parts) {
                text.separate();
                text.add(part.key());
                if (part.constant() == null) {
                    tell(node.members().get(part.field()), part);
                } else {
                    text.add(part.constant());
                }
            }
            text.add('}');
        }

        private void tell(@Nullable Object value, Part part) {
            switch (value) {
                case null -> text.add(NULL);
                case byte[] json -> text.add(json);
                case Node node -> tell(node, part.parts());
                case List<?> nodes -> {
                    text.add('[');
                    for (Object element : nodes) {
                        Node node = (Node) Objects.requireNonNull(element);
                        if (part.deprecatedToo() || !node.deprecated()) {
                            text.separate();
                            tell(node, part.parts());
                        }
                    }
                    text.add(']');
                }
                default -> throw new IllegalStateException("no value of a schema: " + value);
            }
        }
    }
}
