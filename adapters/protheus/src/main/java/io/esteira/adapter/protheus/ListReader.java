package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.protheus.ListPages.Listed;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows from a list of the module PCP, for sites where {@code genericQuery} does not give their table. Such a list knows neither
 * a condition for what changed nor a mark to go on from: each run reads it whole, one page at a time in the order of its key. Rows that
 * the service refuses come as records that say why.
 */
final class ListReader extends ProtheusReader {

    private static final String MESSAGES = "_messages";

    /** How keys of rows begin that have none: such a row is for a person, and never asked for again. */
    static final String NAMELESS = "?";

    /** Each is a request of its own; for more keys than these the list is read again as a whole. */
    private static final int KEYS_ONE_BY_ONE = 20;

    private final ServiceList list;
    private final ProtheusClient client;

    ListReader(ServiceList list, Duration cadence, Set<String> after, ProtheusConnection protheus) {
        super(list.entity(), cadence, after, protheus);
        this.list = list;
        this.client = protheus.client();
    }

    @Override
    public boolean detectsDeletion() {
        return list.isLasting();
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        return new ListPages(list.path(), number -> page(company, number));
    }

    private Listed page(Company company, int number) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Page", Integer.toString(number));
        parameters.put("PageSize", Integer.toString(properties.pageSize()));
        parameters.put("Order", list.order());
        Listed page = client.get(company, list.path(), parameters)
                .map(body -> listed(company, body))
                .orElse(Listed.NOTHING);
        if (number == 1 && page.records().isEmpty() && !list.mayBeEmpty()) {
            throw new SourceUnavailable(list.path() + " lists nothing: the integration with MRP is most likely off;"
                    + " what was read before stays");
        }
        return page;
    }

    private Listed listed(Company company, ObjectNode body) {
        List<TreeMap<String, JsonNode>> listed = Stream.concat(
                        ProtheusJson.items(body, list.path()).map(ProtheusJson::row),
                        ProtheusJson.elements(body, MESSAGES).map(this::refused))
                .toList();
        Map<String, SourceRecord> records = new LinkedHashMap<>();
        for (TreeMap<String, JsonNode> row : listed) {
            checkBranch(company, row);
            if (!row.containsKey(Table.key(list.keyField()))) {
                throw new SourceUnavailable(list.path() + " leaves out " + list.keyField());
            }
            list.rows(row).forEach(each -> add(records, company, each));
        }
        return new Listed(listed, records, listed.isEmpty() || !ProtheusJson.hasNext(body));
    }

    /** The row that a message is about, with what it says. */
    private TreeMap<String, JsonNode> refused(JsonNode message) {
        JsonNode rejected = ProtheusJson.field(message, "detailedMessage");
        TreeMap<String, JsonNode> row =
                rejected != null && rejected.isObject() ? ProtheusJson.row(rejected) : new TreeMap<>();
        String said = ProtheusJson.text(message, "code") + " " + ProtheusJson.text(message, "message");
        row.put(ServiceList.REFUSED, ProtheusJson.string(said.strip()));
        row.putIfAbsent(Table.key(list.keyField()), ProtheusJson.string(""));
        return row;
    }

    private void add(Map<String, SourceRecord> records, Company company, TreeMap<String, JsonNode> row) {
        byte[] payload = ProtheusJson.write(row);
        String known = list.keyOf(row);
        String key = known.isEmpty() ? NAMELESS + Integer.toHexString(Arrays.hashCode(payload)) : known;
        records.putIfAbsent(key, record(company, key, null, payload));
    }

    /** A refused row may come without its branch. */
    private void checkBranch(Company company, TreeMap<String, JsonNode> row) {
        boolean shown = row.containsKey(Table.key(ServiceList.BRANCH));
        if (shown) {
            company.check(ServiceList.text(row, ServiceList.BRANCH), list.path());
        } else if (!row.containsKey(ServiceList.REFUSED)) {
            throw new SourceUnavailable(list.path() + " leaves out " + ServiceList.BRANCH);
        }
    }

    @Override
    public List<SourceRecord> readByKey(String companyCode, Collection<String> sourceKeys) {
        Company company = properties.company(companyCode);
        Set<String> keys =
                sourceKeys.stream().filter(key -> !key.startsWith(NAMELESS)).collect(Collectors.toSet());
        String field = list.searchField();
        Map<String, List<String>> searched = keys.stream().collect(Collectors.groupingBy(list::searched));
        if (field == null || searched.size() > KEYS_ONE_BY_ONE) {
            return keys.isEmpty() ? List.of() : readAgain(companyCode, keys);
        }
        return searched.entrySet().stream()
                .flatMap(one -> found(company, field, one.getKey(), one.getValue()))
                .toList();
    }

    /** A service that answers something else than it was asked for proves nothing about that. */
    private Stream<SourceRecord> found(Company company, String field, String searched, List<String> keys) {
        Map<String, String> parameters =
                Map.of("Page", "1", "PageSize", Integer.toString(properties.pageSize()), field, searched);
        Map<String, SourceRecord> records = client.get(company, list.path(), parameters)
                .map(body -> listed(company, body).records())
                .orElse(Map.of());
        if (records.keySet().stream().anyMatch(key -> !list.searched(key).equals(searched))) {
            throw new SourceUnavailable(
                    list.path() + " answers something else than " + searched + ": it does not search by " + field);
        }
        return keys.stream().map(records::get).flatMap(record -> Optional.ofNullable(record).stream());
    }
}
