package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Production orders from a list of the module PCP, for sites where {@code genericQuery} does not give SC2. Such a list knows neither
 * a condition for what changed nor a mark to go on from: each run reads it whole, one page at a time in the order of the number. A row
 * that shifts to the next page while it is read counts once. Rows that the service refuses come as records that say why.
 */
final class OrderListReader implements SourceReader {

    private static final String MESSAGES = "_messages";

    /** How keys of rows begin that have no number: such a row is for a person, and never asked for again. */
    static final String NAMELESS = "?";

    /** Each is a request of its own; for more orders than these the list is read again as a whole. */
    private static final int KEYS_ONE_BY_ONE = 20;

    private final OrderList list;
    private final Set<String> after;
    private final ProtheusProperties properties;
    private final ProtheusClient client;
    private final Clock clock;

    OrderListReader(
            OrderList list, Set<String> after, ProtheusProperties properties, ProtheusClient client, Clock clock) {
        this.list = list;
        this.after = Set.copyOf(after);
        this.properties = properties;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public String entity() {
        return ProtheusOrdersReader.ENTITY;
    }

    @Override
    public Set<String> companies() {
        return properties.companies().stream().map(Company::code).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Duration cadence() {
        return properties.orders().listCadence();
    }

    @Override
    public Duration snapshotCadence() {
        return cadence();
    }

    @Override
    public Set<String> after() {
        return after;
    }

    @Override
    public boolean detectsDeletion() {
        return list.isLasting();
    }

    /** A page as the service gave it: its rows by key, those that it refused among them. */
    private record Listed(Map<String, SourceRecord> records, boolean last) {}

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        return new Iterator<>() {
            private int number;
            private boolean done;
            private Set<String> before = Set.of();

            @Override
            public boolean hasNext() {
                return !done;
            }

            @Override
            public Page next() {
                if (done) {
                    throw new NoSuchElementException();
                }
                Listed page = page(company, ++number);
                done = page.last();
                List<SourceRecord> fresh = page.records().values().stream()
                        .filter(record -> !before.contains(record.sourceKey()))
                        .toList();
                if (fresh.isEmpty() && !page.records().isEmpty()) {
                    throw new SourceUnavailable(list.path() + " answers page " + number + " with the rows of the one"
                            + " before: it does not page, nothing more can be read");
                }
                before = Set.copyOf(page.records().keySet());
                return Page.of(fresh);
            }
        };
    }

    private Listed page(Company company, int number) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Page", Integer.toString(number));
        parameters.put("PageSize", Integer.toString(properties.pageSize()));
        parameters.put("Order", OrderList.NUMBER);
        return client.get(company, list.path(), parameters)
                .map(body -> listed(company, body))
                .orElseGet(() -> new Listed(Map.of(), true));
    }

    private Listed listed(Company company, ObjectNode body) {
        JsonNode items = ProtheusJson.field(body, "items");
        JsonNode messages = ProtheusJson.field(body, MESSAGES);
        if (items == null || !items.isArray()) {
            throw new SourceUnavailable(list.path() + " answers no items");
        }
        Map<String, SourceRecord> records = new LinkedHashMap<>();
        for (JsonNode item : items) {
            add(records, company, ProtheusJson.row(item));
        }
        if (messages != null && messages.isArray()) {
            for (JsonNode message : messages) {
                add(records, company, refused(message));
            }
        }
        return new Listed(records, records.isEmpty() || !ProtheusJson.hasNext(body));
    }

    /** The row that a message is about, with what it says. */
    private static TreeMap<String, JsonNode> refused(JsonNode message) {
        JsonNode rejected = ProtheusJson.field(message, "detailedMessage");
        TreeMap<String, JsonNode> row =
                rejected != null && rejected.isObject() ? ProtheusJson.row(rejected) : new TreeMap<>();
        String said = ProtheusJson.text(message, "code") + " " + ProtheusJson.text(message, "message");
        row.put(OrderList.REFUSED, ProtheusJson.string(said.strip()));
        row.putIfAbsent(key(OrderList.NUMBER), ProtheusJson.string(""));
        return row;
    }

    private void add(Map<String, SourceRecord> records, Company company, TreeMap<String, JsonNode> row) {
        checkBranch(company, row);
        String number = text(row, OrderList.NUMBER)
                .orElseThrow(() -> new SourceUnavailable(list.path() + " leaves out " + OrderList.NUMBER));
        byte[] payload = ProtheusJson.write(row);
        String key = number.isEmpty() ? NAMELESS + Integer.toHexString(Arrays.hashCode(payload)) : number;
        records.putIfAbsent(
                key, new SourceRecord(source(), company.code(), entity(), key, null, clock.instant(), payload));
    }

    /** A refused row may come without its branch. */
    private void checkBranch(Company company, TreeMap<String, JsonNode> row) {
        Optional<String> branch = text(row, OrderList.BRANCH);
        if (branch.isEmpty() && !row.containsKey(OrderList.REFUSED)) {
            throw new SourceUnavailable(list.path() + " leaves out " + OrderList.BRANCH);
        }
        branch.ifPresent(shown -> company.check(shown, list.path()));
    }

    private static String key(String field) {
        return Table.key(field);
    }

    private static Optional<String> text(TreeMap<String, JsonNode> row, String field) {
        return Optional.ofNullable(row.get(key(field)))
                .map(value -> value.isNull() ? "" : value.asString().strip());
    }

    @Override
    public List<SourceRecord> readByKey(String companyCode, Collection<String> sourceKeys) {
        Company company = properties.company(companyCode);
        Set<String> keys =
                sourceKeys.stream().filter(key -> !key.startsWith(NAMELESS)).collect(Collectors.toSet());
        if (keys.size() > KEYS_ONE_BY_ONE) {
            return listed(companyCode, keys);
        }
        return keys.stream().flatMap(key -> one(company, key).stream()).toList();
    }

    private List<SourceRecord> listed(String companyCode, Set<String> keys) {
        List<SourceRecord> found = new ArrayList<>();
        read(new ReadRequest(companyCode, ReadMode.SNAPSHOT, null)).forEachRemaining(page -> page.records().stream()
                .filter(record -> keys.contains(record.sourceKey()))
                .forEach(found::add));
        return found;
    }

    /** A service that answers another order than it was asked for proves nothing about this one. */
    private Optional<SourceRecord> one(Company company, String key) {
        Map<String, String> parameters = Map.of("Page", "1", "PageSize", "1", OrderList.NUMBER, key);
        Map<String, SourceRecord> records = client.get(company, list.path(), parameters)
                .map(body -> listed(company, body).records())
                .orElse(Map.of());
        if (!records.isEmpty() && !records.containsKey(key)) {
            throw new SourceUnavailable(
                    list.path() + " answers another order than " + key + ": it does not search by " + OrderList.NUMBER);
        }
        return Optional.ofNullable(records.get(key));
    }
}
