package io.esteira.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import graphql.schema.diff.DiffCategory;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What clients of the last release rely on, and which of it may change when. */
final class SchemaPromise {

    /** How long clients are given. */
    private static final Period NOTICE = Period.ofMonths(6);

    private static final Pattern DEPRECATION = Pattern.compile("use .+; goes after (\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern ARGUMENT = Pattern.compile("argument '(\\w+)' from type");
    private static final Pattern GENERATED = Pattern.compile(
            "(\\w+?)(?:Where|OrderBy|GroupBy|GroupKey|Counts|(?:Numbers|Values)(?:Having|OrderBy)?)(\\.\\w+)");
    private static final Pattern COORDINATE = Pattern.compile("(\\w+)(?:\\.(\\w+)(?:\\((\\w+):\\))?)?");

    /**
     * A change that breaks clients.
     *
     * @param change what changes: {@code Type}, {@code Type.field}, {@code Type.field(argument:)} or {@code Enum.VALUE}
     * @param announced day on which clients were told
     * @param after last day on which it is as it was
     * @param instead what clients are to use
     */
    record Declared(String change, String announced, String after, String reason, String instead) {

        LocalDate announcedOn() {
            return LocalDate.parse(announced);
        }

        LocalDate lastDay() {
            return LocalDate.parse(after);
        }
    }

    private final GraphQLSchema released;
    private final GraphQLSchema present;
    private final List<Declared> declarations;
    private final LocalDate today;
    private final List<String> problems = new ArrayList<>();

    private SchemaPromise(String released, String present, List<Declared> declarations, LocalDate today) {
        this.released = schema(released);
        this.present = schema(present);
        this.declarations = declarations;
        this.today = today;
    }

    private static GraphQLSchema schema(String sdl) {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
    }

    /**
     * What is to be mended.
     *
     * @param released the schema of the last release
     * @param present the schema as it is now
     */
    static List<String> problems(String released, String present, List<Declared> declarations, LocalDate today) {
        SchemaPromise promise = new SchemaPromise(released, present, declarations, today);
        promise.check();
        return promise.problems;
    }

    private void check() {
        Map<String, String> breaking = breaking();
        breaking.forEach((change, what) -> declared(change)
                .ifPresentOrElse(
                        declaration -> checkInEffect(declaration),
                        () -> problems.add(change + " is not declared: " + what)));
        declarations.forEach(declaration -> check(declaration, breaking));
        deprecated(present).forEach(this::checkDeprecation);
        if (declarations.stream().map(Declared::change).distinct().count() < declarations.size()) {
            problems.add("a change is declared twice");
        }
    }

    private Optional<Declared> declared(String change) {
        return declarations.stream()
                .filter(declaration -> declaration.change().equals(change))
                .findFirst();
    }

    private void checkInEffect(Declared declaration) {
        String change = declaration.change();
        if (!today.isAfter(declaration.lastDay())) {
            problems.add(change + " may change after " + declaration.after() + " only");
        }
        boolean goes =
                element(present, change).isEmpty() && element(released, change).isPresent();
        if (goes && !goesAfter(released, change).equals(Optional.of(declaration.after()))) {
            problems.add(change + " goes, but the last release does not say by @deprecated that it goes after "
                    + declaration.after());
        }
    }

    private void check(Declared declaration, Map<String, String> breaking) {
        String change = declaration.change();
        if (declaration.announcedOn().isAfter(today)) {
            problems.add(change + " was announced on a day that is still to come");
        }
        if (declaration.announcedOn().plus(NOTICE).isAfter(declaration.lastDay())) {
            problems.add(change + " leaves clients less than six months");
        }
        if (declaration.reason().isBlank() || declaration.instead().isBlank()) {
            problems.add(change + " says no reason, or not what to use instead");
        }
        if (!breaking.containsKey(change) && !exists(change)) {
            problems.add(change + " is declared, but there is none: it was released without it, or is mistyped");
        }
    }

    private boolean exists(String change) {
        String type = change.replaceAll("\\..*", "");
        return released.getType(change) != null
                || released.getType(type) instanceof GraphQLUnionType
                || element(released, change).isPresent();
    }

    private void checkDeprecation(String change, String reason) {
        Matcher says = DEPRECATION.matcher(reason);
        if (!says.matches()) {
            problems.add(change + " is deprecated, but not by \"use …; goes after YYYY-MM-DD\"");
        } else if (declared(change)
                .filter(found -> found.after().equals(says.group(1)))
                .isEmpty()) {
            problems.add(change + " goes after " + says.group(1) + ", which is not declared");
        }
    }

    private static Optional<String> goesAfter(GraphQLSchema schema, String change) {
        return element(schema, change)
                .flatMap(found -> Optional.ofNullable(found.deprecated()))
                .map(DEPRECATION::matcher)
                .filter(Matcher::matches)
                .map(says -> says.group(1));
    }

    /** Changes that break clients, with what the library says of them. */
    private Map<String, String> breaking() {
        CapturingReporter reporter = new CapturingReporter();
        int unused = new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromIntrospection(released, present), reporter);
        Map<String, String> breaking = new TreeMap<>();
        reporter.getBreakages().forEach(event -> coordinates(event)
                .filter(change -> !isOptional(event, change))
                .forEach(change -> breaking.putIfAbsent(cause(change), event.getReasonMsg())));
        return breaking;
    }

    /** What the hub adds for a field of a described type comes and goes with the field. */
    private String cause(String change) {
        Matcher generated = GENERATED.matcher(change);
        return generated.matches()
                        && element(released, generated.group(1) + generated.group(2))
                                .isPresent()
                ? generated.group(1) + generated.group(2)
                : change;
    }

    private Stream<String> coordinates(DiffEvent event) {
        String type = event.getTypeName();
        String field = event.getFieldName();
        List<String> parts = event.getComponents();
        if (field == null) {
            boolean value = parts.size() == 1 && !event.getCategory().equals(DiffCategory.INVALID);
            return Stream.of(value && released.getType(type) != null ? type + "." + parts.getFirst() : type);
        }
        String place = type + "." + field;
        if (parts.size() == 1) {
            return Stream.of(place + "(" + parts.getFirst() + ":)");
        }
        Matcher argument = ARGUMENT.matcher(event.getReasonMsg());
        if (argument.find()) {
            return Stream.of(place + "(" + argument.group(1) + ":)");
        }
        TreeSet<String> gone = new TreeSet<>(arguments(released, type, field));
        gone.removeAll(arguments(present, type, field));
        boolean fewer = event.getCategory() == DiffCategory.MISSING
                && element(present, place).isPresent();
        return fewer ? gone.stream().map(name -> place + "(" + name + ":)") : Stream.of(place);
    }

    private static List<String> arguments(GraphQLSchema schema, String type, String field) {
        GraphQLFieldDefinition found =
                schema.getType(type) instanceof GraphQLObjectType object ? object.getFieldDefinition(field) : null;
        return found == null
                ? List.of()
                : found.getArguments().stream().map(GraphQLArgument::getName).toList();
    }

    /** The library takes what is new and not null for required, also where it has a default. */
    private boolean isOptional(DiffEvent event, String change) {
        return event.getCategory() == DiffCategory.STRICTER
                && element(released, change).isEmpty()
                && element(present, change).filter(Element::defaulted).isPresent();
    }

    /** @param deprecated why; null where it is not */
    private record Element(@Nullable String deprecated, boolean defaulted) {

        static Element of(GraphQLFieldDefinition field) {
            return new Element(field.getDeprecationReason(), false);
        }

        static Element of(GraphQLArgument argument) {
            return new Element(argument.getDeprecationReason(), argument.hasSetDefaultValue());
        }

        static Element of(GraphQLInputObjectField field) {
            return new Element(field.getDeprecationReason(), field.hasSetDefaultValue());
        }

        static Element of(GraphQLEnumValueDefinition value) {
            return new Element(value.getDeprecationReason(), false);
        }
    }

    private static Optional<Element> element(GraphQLSchema schema, String coordinate) {
        Matcher parts = COORDINATE.matcher(coordinate);
        if (!parts.matches() || parts.group(2) == null) {
            return Optional.empty();
        }
        String name = parts.group(2);
        return switch (schema.getType(parts.group(1))) {
            case GraphQLObjectType type -> element(type, name, parts.group(3));
            case GraphQLInputObjectType type ->
                Optional.ofNullable(type.getFieldDefinition(name)).map(Element::of);
            case GraphQLEnumType type ->
                Optional.ofNullable(type.getValue(name)).map(Element::of);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Element> element(GraphQLObjectType type, String field, @Nullable String argument) {
        Optional<GraphQLFieldDefinition> found = Optional.ofNullable(type.getFieldDefinition(field));
        return argument == null
                ? found.map(Element::of)
                : found.flatMap(definition -> Optional.ofNullable(definition.getArgument(argument)))
                        .map(Element::of);
    }

    /** Reasons by what is deprecated. */
    private static Map<String, String> deprecated(GraphQLSchema schema) {
        Map<String, String> deprecated = new TreeMap<>();
        coordinates(schema).forEach(coordinate -> element(schema, coordinate)
                .flatMap(found -> Optional.ofNullable(found.deprecated()))
                .ifPresent(reason -> deprecated.put(coordinate, reason)));
        return deprecated;
    }

    private static Stream<String> coordinates(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .flatMap(type -> switch (type) {
                    case GraphQLObjectType object ->
                        object.getFieldDefinitions().stream()
                                .flatMap(field -> Stream.concat(
                                        Stream.of(field.getName()),
                                        field.getArguments().stream()
                                                .map(argument -> field.getName() + "(" + argument.getName() + ":)")))
                                .map(place -> object.getName() + "." + place);
                    case GraphQLInputObjectType input ->
                        input.getFieldDefinitions().stream().map(field -> input.getName() + "." + field.getName());
                    case GraphQLEnumType names ->
                        names.getValues().stream().map(value -> names.getName() + "." + value.getName());
                    default -> Stream.empty();
                });
    }
}
