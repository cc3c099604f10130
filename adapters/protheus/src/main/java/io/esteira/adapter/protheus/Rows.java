package io.esteira.adapter.protheus;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows of a table that fit a delivery, as a mapping file describes them.
 *
 * @param match fields and what they hold for a delivery
 * @param holds fields that hold it among other text
 */
record Rows(Table table, Map<String, Template> match, Map<String, Template> holds) {

    static final String MAY_LACK = "uses what a delivery may not have: name it in needs, so that none goes without it";

    /**
     * What is compared with nothing, or a number with a text, would find no row, and what is not found is sent again: such is refused.
     *
     * @param needs what each delivery has
     * @param more fields that are asked for besides those compared
     */
    static Rows read(YamlSection section, List<Placeholder> needs, List<String> more) {
        Map<String, Template> match = WriterMapping.templates(section, "match");
        Map<String, Template> holds = WriterMapping.templates(section, "holds");
        String alias = section.text("table");
        String branch = section.text("branch");
        section.done();
        if (match.isEmpty() && holds.isEmpty()) {
            throw section.mistake("match", "is missing: nothing tells whose row it is");
        }
        check(section, "match", match.values(), needs);
        check(section, "holds", holds.values(), needs);
        List<String> fields = Stream.of(more, match.keySet(), holds.keySet())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        Rows rows = new Rows(new Table(alias, branch, fields, List.of()), match, holds);
        if (match.values().stream().noneMatch(template -> !template.usesQuantity() && !template.isFixed())) {
            throw section.mistake(
                    "match",
                    "needs a field that tells the delivery and is no quantity, by which the rows are searched");
        }
        return rows;
    }

    private static void check(
            YamlSection section, String key, Collection<Template> templates, List<Placeholder> needs) {
        if (templates.stream().anyMatch(template -> template.mayLack(needs))) {
            throw section.mistake(key, MAY_LACK);
        }
        if (templates.stream().anyMatch(template -> template.usesQuantity() && !template.isQuantity())) {
            throw section.mistake(
                    key, "a quantity is compared as a number: it stands alone and without a format, as ${good}");
        }
    }

    /** Whether the reference is among what they hold: then a row that fits is the delivery's own. */
    boolean carryReference() {
        return carrier().isPresent();
    }

    /** The field that holds the reference, with its template. */
    Optional<Map.Entry<String, Template>> carrier() {
        return fields().filter(field -> field.getValue().uses(Placeholder.reference)
                        || field.getValue().uses(Placeholder.document))
                .findFirst();
    }

    /** The fields by which a query narrows them. */
    Stream<Map.Entry<String, Template>> narrowing() {
        return fields().filter(field -> !field.getValue().usesQuantity());
    }

    private Stream<Map.Entry<String, Template>> fields() {
        return Stream.concat(match.entrySet().stream(), holds.entrySet().stream());
    }
}
