package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.protheus.ProtheusProperties.DowntimeSource;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * How this site takes postings, read from a file that the site may change: which service, which fields, what its answers mean.
 *
 * @param losses how scrap of one reason is reported; empty where it goes with the posting
 * @param reversal empty where no service reverses: then a person does it
 * @param pending the table in which Protheus keeps postings that failed; empty where the site keeps none
 * @param stop how a stop of a machine is reported; empty where a person does it
 * @param stopReversal how one is reversed; empty where a person does it
 */
record WriterMapping(
        String name,
        Request posting,
        Optional<Request> losses,
        Optional<Request> reversal,
        Optional<Pending> pending,
        Optional<Request> stop,
        Optional<Request> stopReversal) {

    private static final Set<String> VERBS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final MediaType JSON = MediaType.parseMediaType("application/json;charset=UTF-8");

    /** Headers that the connection sets by itself, and {@code contentType}. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "content-type", "expect", "host", "transfer-encoding", "upgrade");

    /**
     * One service.
     *
     * @param soap whether the path lies below the address of the SOAP services, which take user and password with each request
     * @param needs what a delivery must have to be sent at all
     * @param contentType what the body is
     * @param reference where the reference travels into SH6; empty where no field can carry it
     * @param found by what the row that it becomes is found; empty where that is one of SH6, or a service shows it
     * @param listed which service shows what it becomes; empty where a table does
     * @param decimals how many decimals of a quantity Protheus keeps
     */
    record Request(
            boolean soap,
            HttpMethod method,
            Template path,
            Map<String, Template> headers,
            List<Placeholder> needs,
            MediaType contentType,
            Optional<Reference> reference,
            Optional<Rows> found,
            Optional<Listed> listed,
            int decimals,
            RequestBody body,
            Answers answers) {

        /** All that it takes from a delivery, to send it and to find it again. */
        Stream<Placeholder> placeholders() {
            Stream<Template> sent = Stream.of(Stream.of(path), headers.values().stream(), body.templates())
                    .flatMap(part -> part);
            Stream<Template> compared = Stream.concat(
                    found.stream()
                            .flatMap(rows ->
                                    Stream.concat(rows.match().values().stream(), rows.holds().values().stream())),
                    listed.stream().flatMap(rows -> rows.match().values().stream()));
            return Stream.concat(needs.stream(), Stream.concat(sent, compared).flatMap(Template::placeholders));
        }

        /** Whether something of what is sent, wherever it stands, is such. */
        boolean sends(Predicate<Template> such) {
            return such.test(path)
                    || headers.values().stream().anyMatch(such)
                    || body.templates().anyMatch(such);
        }
    }

    /**
     * The field that carries the reference into Protheus and the one that shows it again.
     *
     * @param request field of the request; blank where the body has no such fields
     * @param table field of SH6
     * @param width how many characters the field of SH6 keeps
     */
    record Reference(String request, String table, int width) {}

    /**
     * What the answers of a service mean.
     *
     * @param accepted texts of a success, looked for before all else and whatever the body's form
     * @param known texts by which the service says that it has had the request before: what became of it is looked up
     * @param success fields that a success has, each with the pattern of its value
     * @param key field with the handle that Protheus gives; blank for none
     * @param doubtful fields, with the pattern of their value, of a success that may be a posting kept as pending only
     * @param refused texts of a refusal by the business, whatever the status; the {@link UsualAnswers} among them, as among busy ones
     * @param busy texts that say that nothing was done and that it may be tried again, whatever the status
     * @param blocked texts that say that nothing was done and that a person has to act first, whatever the status
     */
    record Answers(
            List<Pattern> accepted,
            List<Pattern> known,
            Map<String, Pattern> success,
            String key,
            Map<String, Pattern> doubtful,
            List<Pattern> refused,
            List<Pattern> busy,
            List<Pattern> blocked) {}

    /**
     * The table of pending postings.
     *
     * @param key field that tells a pending posting from the others
     */
    record Pending(Rows rows, String key) {}

    /** As Protheus has them, unless a site has widened its fields. */
    private static final int DECIMALS = 2;

    /** Fewest characters that hold a reference with its sign. */
    private static final int NARROWEST = 10;

    /** SH6 with the field by which this site's postings are recognised: without it a row cannot be told from another. */
    Table postings() {
        return Table.SH6.requiring(
                posting.reference().map(Reference::table).map(List::of).orElse(List.of()));
    }

    /** @param files each of which has some of the sections, none of them twice */
    static WriterMapping of(String name, List<YamlSection> files) {
        YamlSection first = files.getFirst();
        Request posting = only("posting", files)
                .map(section -> request(section, false))
                .orElseThrow(() -> first.mistake("posting", "is missing"));
        Optional<Request> losses = only("losses", files).map(WriterMapping::losses);
        Optional<Request> reversal = only("reversal", files).map(WriterMapping::reversal);
        Optional<Pending> pending = only("pending", files).map(rows -> pending(rows, posting.needs()));
        Optional<Request> stop = only("stop", files).map(WriterMapping::stop);
        Optional<Request> stopReversal = only("stopReversal", files).map(WriterMapping::stopReversal);
        files.forEach(YamlSection::done);
        if (posting.reference().isEmpty() && posting.found().isEmpty() && !new NaturalKey(posting).tellsQuantities()) {
            throw first.mistake(
                    "posting",
                    "can never be found again: it needs a reference or a section found, or has to send ${good} where SH6 shows it");
        }
        return new WriterMapping(name, posting, losses, reversal, pending, stop, stopReversal);
    }

    private static Optional<YamlSection> only(String key, List<YamlSection> files) {
        List<YamlSection> having =
                files.stream().filter(file -> file.section(key).isPresent()).toList();
        if (having.size() > 1) {
            throw having.get(1).mistake(key, "is in more than one of the files that are put together");
        }
        return having.stream().findFirst().flatMap(file -> file.section(key));
    }

    private static Request request(YamlSection section, boolean stop) {
        boolean soap = section.findParsed("protocol", WriterMapping::soap).orElse(false);
        HttpMethod method = section.parsed("method", WriterMapping::verb);
        Template path = section.parsed("path", WriterMapping::path);
        Map<String, Template> headers = headers(section);
        List<Placeholder> needs = section.list("needs", Placeholder::named);
        MediaType contentType =
                section.findParsed("contentType", MediaType::parseMediaType).orElse(JSON);
        RequestBody body = section.<RequestBody>tree(
                        "body",
                        text -> new RequestBody.Value(Template.of(text)),
                        RequestBody.Fields::new,
                        RequestBody.Items::new)
                .orElseGet(RequestBody::none);
        Optional<YamlSection> shown = section.section("found");
        Optional<Listed> listed =
                shown.filter(rows -> rows.findText("service").isPresent()).map(rows -> Listed.read(rows, needs));
        Optional<Rows> found =
                listed.isPresent() ? Optional.empty() : shown.map(rows -> Rows.read(rows, needs, List.of()));
        Optional<Reference> reference = section.section("reference").map(field -> reference(field, body));
        Answers answers = section.section("answers")
                .map(WriterMapping::answers)
                .orElseThrow(() -> section.mistake("answers", "is missing"));
        int decimals = section.findParsed("decimals", Integer::parseUnsignedInt).orElse(DECIMALS);
        section.done();
        if (path.mayLack(needs)) {
            throw section.mistake("path", Rows.MAY_LACK);
        }
        if (body.isText() && !contentType.getSubtype().contains("xml")) {
            throw section.mistake("body", "is one text, which has to be an XML: contentType does not say so");
        }
        Request request = new Request(
                soap, method, path, headers, needs, contentType, reference, found, listed, decimals, body, answers);
        if (listed.isPresent() && !stop) {
            throw section.mistake("found", "names a service: that of postings are rows of a table");
        }
        request.placeholders().filter(used -> !used.isKnownOf(stop)).findFirst().ifPresent(used -> {
            throw section.mistake("", "uses ${" + used + "}, which " + (stop ? "a stop" : "a posting") + " has not");
        });
        return request;
    }

    private static boolean soap(String text) {
        if (!text.equals("SOAP") && !text.equals("REST")) {
            throw new IllegalArgumentException("is neither REST nor SOAP: " + text);
        }
        return text.equals("SOAP");
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
        URI uri = URI.create(text.replaceAll("\\$\\{[^}]*}", "x"));
        if (uri.getRawAuthority() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("is a path alone, without ? and #");
        }
        return Template.of(text);
    }

    private static Map<String, Template> headers(YamlSection section) {
        Map<String, Template> headers = templates(section, "headers");
        headers.keySet().forEach(name -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw section.mistake("headers", name + " is no name of a header, or one that is set by itself");
            }
        });
        return headers;
    }

    static Map<String, Template> templates(YamlSection section, String key) {
        return section.section(key).map(fields -> fields.all(Template::of)).orElse(Map.of());
    }

    private static Reference reference(YamlSection section, RequestBody body) {
        String request = section.findText("request").orElse("");
        Stream<Template> carried = request.isEmpty() ? body.templates() : Stream.ofNullable(body.field(request));
        if (carried.noneMatch(field -> field.uses(Placeholder.comment) || field.uses(Placeholder.reference))) {
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
                section.list("accepted", WriterMapping::pattern),
                section.list("known", WriterMapping::pattern),
                patterns(section, "success"),
                section.findText("key").orElse(""),
                patterns(section, "doubtful"),
                more(UsualAnswers.REFUSED, section.list("refused", WriterMapping::pattern)),
                more(UsualAnswers.BUSY, section.list("busy", WriterMapping::pattern)),
                section.list("blocked", WriterMapping::pattern));
        section.done();
        if (answers.success().isEmpty() && answers.accepted().isEmpty()) {
            throw section.mistake("success", "is missing: an answer without any sign of success cannot be believed");
        }
        return answers;
    }

    private static List<Pattern> more(List<String> usual, List<Pattern> own) {
        return Stream.concat(usual.stream().map(WriterMapping::pattern), own.stream())
                .toList();
    }

    private static Map<String, Pattern> patterns(YamlSection section, String key) {
        return section.section(key)
                .map(fields -> fields.all(WriterMapping::pattern))
                .orElse(new LinkedHashMap<>());
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** A reversal is known by the row of its posting. */
    private static Request reversal(YamlSection section) {
        Request reversal = request(section, false);
        if (reversal.found().isPresent() || reversal.reference().isPresent()) {
            throw section.mistake(
                    reversal.found().isPresent() ? "found" : "reference",
                    "has no effect here: a reversal is done when the row of its posting is deleted");
        }
        return reversal;
    }

    private static Request losses(YamlSection section) {
        Request losses = request(section, false);
        if (losses.reference().isPresent()) {
            throw section.mistake("reference", "has no effect here: a loss is found by its section found");
        }
        if (losses.found().isEmpty()) {
            throw section.mistake("found", "is missing: a loss whose answer is lost could never be found again");
        }
        if (!losses.sends(template -> template.uses(Placeholder.scrap))) {
            throw section.mistake("body", "has to send ${scrap}, the quantity that was lost");
        }
        return losses;
    }

    /** A stop has no natural place to be looked for: a table or a service says. */
    private static Request stop(YamlSection section) {
        Request stop = request(section, true);
        if (stop.reference().isPresent()) {
            throw section.mistake("reference", "has no effect here: a stop is found by its section found");
        }
        if (stop.found().isEmpty() && stop.listed().isEmpty()) {
            throw section.mistake("found", "is missing: a stop whose answer is lost could never be found again");
        }
        return stop;
    }

    private static Request stopReversal(YamlSection section) {
        Request reversal = request(section, true);
        if (reversal.found().isPresent() || reversal.listed().isPresent()) {
            throw section.mistake("found", "has no effect here: it is done when the row of its stop is reversed");
        }
        return reversal;
    }

    private static Pending pending(YamlSection section, List<Placeholder> needs) {
        String key = section.text("key");
        return new Pending(Rows.read(section, needs, List.of(key)), key);
    }

    /**
     * The table that shows a posting or a loss, with the field that carries the reference where one does; empty where no service
     * takes it. A reversal is looked up by the row of its posting, whatever the mapping.
     */
    Optional<String> foundIn(DeliveryOrder order) {
        return order.kind() == DeliveryOrder.Kind.REVERSAL
                ? Optional.empty()
                : request(order).map(WriterMapping::foundIn);
    }

    private static String foundIn(Request request) {
        String table = request.found().map(Rows::table).orElse(Table.SH6).alias();
        return request.found()
                .map(rows -> rows.carrier().map(Map.Entry::getKey))
                .orElseGet(() -> request.reference().map(Reference::table))
                .map(field -> table + "." + field)
                .orElse(table);
    }

    /** Where a reported stop is found. */
    Optional<String> foundIn(DowntimeOrder order) {
        return order.reverses() != null
                ? Optional.empty()
                : stop.map(request -> request.listed().map(Listed::path).orElseGet(() -> foundIn(request)));
    }

    /** The only reader of stops that sees those that it writes; empty where it writes none, or to a place of the site's own. */
    Optional<DowntimeSource> stopsShownBy() {
        Optional<DowntimeSource> sfc = stop.flatMap(Request::listed)
                .filter(rows -> rows.path().equals(StopReportList.REPORTS))
                .map(rows -> DowntimeSource.STOP_REPORTS);
        return sfc.or(() -> stop.flatMap(Request::found)
                .filter(rows -> rows.table().alias().equals(Table.SH6.alias()))
                .map(rows -> DowntimeSource.GENERIC_QUERY));
    }

    /** The service for a delivery; empty where it has none. */
    Optional<Request> request(Consignment consignment) {
        return switch (consignment) {
            case DeliveryOrder order -> ofPosting(order);
            case DowntimeOrder order -> order.reverses() == null ? stop : stopReversal;
        };
    }

    private Optional<Request> ofPosting(DeliveryOrder order) {
        if (order.kind() == DeliveryOrder.Kind.REVERSAL) {
            return reversal;
        }
        return order.loss() == null ? Optional.of(posting) : losses;
    }
}
