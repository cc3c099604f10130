package io.esteira.adapter.protheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;

/**
 * How this site takes postings, read from a file that the site may change: which service, which fields, what its answers mean.
 *
 * @param reversal empty where no service reverses: then a person does it
 * @param pending the table in which Protheus keeps postings that failed; empty where the site keeps none
 */
record WriterMapping(String name, Request posting, Optional<Request> reversal, Optional<Pending> pending) {

    private static final Set<String> VERBS = Set.of("POST", "PUT", "PATCH", "DELETE");

    /**
     * One service.
     *
     * @param needs what a delivery must have to be sent at all
     * @param reference where the reference travels; empty where no field can carry it
     */
    record Request(
            HttpMethod method,
            Template path,
            Map<String, Template> headers,
            List<Placeholder> needs,
            Optional<Reference> reference,
            Map<String, Template> body,
            Answers answers) {

        /** Whether something of what is sent, wherever it stands, is such. */
        boolean sends(Predicate<Template> such) {
            return such.test(path)
                    || headers.values().stream().anyMatch(such)
                    || body.values().stream().anyMatch(such);
        }
    }

    /**
     * The field that carries the reference into Protheus and the one that shows it again.
     *
     * @param request field of the request
     * @param table field of SH6
     * @param width how many characters the field of SH6 keeps
     */
    record Reference(String request, String table, int width) {}

    /**
     * What the answers of a service mean.
     *
     * @param success fields that a success has, each with the pattern of its value
     * @param key field with the handle that Protheus gives; blank for none
     * @param doubtful fields, with the pattern of their value, of a success that may be a posting kept as pending only
     * @param refused texts of a refusal by the business, whatever the status
     * @param busy texts that say that nothing was done and that it may be tried again
     */
    record Answers(
            Map<String, Pattern> success,
            String key,
            Map<String, Pattern> doubtful,
            List<Pattern> refused,
            List<Pattern> busy) {}

    /**
     * The table of pending postings.
     *
     * @param key field that tells a pending posting from the others
     * @param match fields and what they hold for a delivery
     * @param holds fields that hold it among other text
     */
    record Pending(Table table, String key, Map<String, Template> match, Map<String, Template> holds) {}

    /** Fewest characters that hold a reference with its sign. */
    private static final int NARROWEST = 10;

    /** SH6 with the field by which this site's postings are recognised: without it a row cannot be told from another. */
    Table postings() {
        return Table.SH6.requiring(
                posting.reference().map(Reference::table).map(List::of).orElse(List.of()));
    }

    static WriterMapping of(String name, YamlSection file) {
        Request posting = file.section("posting")
                .map(WriterMapping::request)
                .orElseThrow(() -> file.mistake("posting", "is missing"));
        Optional<Request> reversal = file.section("reversal").map(WriterMapping::request);
        Optional<Pending> pending = file.section("pending").map(WriterMapping::pending);
        file.done();
        if (posting.reference().isEmpty() && !new NaturalKey(posting).tellsQuantities()) {
            throw file.mistake(
                    "posting",
                    "can never be found again: it needs a reference, or has to send ${good} where SH6 shows it");
        }
        return new WriterMapping(name, posting, reversal, pending);
    }

    private static Request request(YamlSection section) {
        HttpMethod method = section.parsed("method", WriterMapping::verb);
        Template path = section.parsed("path", WriterMapping::path);
        Map<String, Template> headers = templates(section, "headers");
        List<Placeholder> needs = section.list("needs", Placeholder::named);
        Map<String, Template> body = templates(section, "body");
        Optional<Reference> reference = section.section("reference").map(field -> reference(field, body));
        Answers answers = section.section("answers")
                .map(WriterMapping::answers)
                .orElseThrow(() -> section.mistake("answers", "is missing"));
        section.done();
        return new Request(method, path, headers, needs, reference, body, answers);
    }

    private static HttpMethod verb(String text) {
        if (!VERBS.contains(text)) {
            throw new IllegalArgumentException("is none of POST, PUT, PATCH, DELETE: " + text);
        }
        return HttpMethod.valueOf(text);
    }

    private static Template path(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("has to begin with a slash, below the address of the REST service");
        }
        return Template.of(text);
    }

    private static Map<String, Template> templates(YamlSection section, String key) {
        return section.section(key).map(fields -> fields.all(Template::of)).orElse(Map.of());
    }

    private static Reference reference(YamlSection section, Map<String, Template> body) {
        String request = section.text("request");
        Template carried = body.get(request);
        if (carried == null || !(carried.uses(Placeholder.comment) || carried.uses(Placeholder.reference))) {
            throw section.mistake("request", "the body has no field " + request + " with ${comment} or ${reference}");
        }
        String table = section.text("table");
        if (!table.startsWith("H6_")) {
            throw section.mistake("table", "has to be a field of SH6, such as H6_OBSERVA");
        }
        int width = section.parsed("width", Integer::parseInt);
        if (width < NARROWEST) {
            throw section.mistake("width", "is too small: a reference with its sign has 10 characters");
        }
        section.done();
        return new Reference(request, table, width);
    }

    private static Answers answers(YamlSection section) {
        Answers answers = new Answers(
                patterns(section, "success"),
                section.findText("key").orElse(""),
                patterns(section, "doubtful"),
                section.list("refused", WriterMapping::pattern),
                section.list("busy", WriterMapping::pattern));
        section.done();
        if (answers.success().isEmpty()) {
            throw section.mistake("success", "is missing: an answer without any sign of success cannot be believed");
        }
        return answers;
    }

    private static Map<String, Pattern> patterns(YamlSection section, String key) {
        return section.section(key)
                .map(fields -> fields.all(WriterMapping::pattern))
                .orElse(new LinkedHashMap<>());
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static Pending pending(YamlSection section) {
        Map<String, Template> match = templates(section, "match");
        Map<String, Template> holds = templates(section, "holds");
        String key = section.text("key");
        String alias = section.text("table");
        String branch = section.text("branch");
        section.done();
        if (match.isEmpty() && holds.isEmpty()) {
            throw section.mistake("match", "is missing: nothing tells whose pending posting it is");
        }
        List<String> fields = java.util.stream.Stream.of(List.of(key), match.keySet(), holds.keySet())
                .flatMap(java.util.Collection::stream)
                .distinct()
                .toList();
        return new Pending(new Table(alias, branch, fields, List.of()), key, match, holds);
    }
}
