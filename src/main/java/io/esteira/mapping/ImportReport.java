package io.esteira.mapping;

import io.esteira.platform.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the lines of a file.
 *
 * @param refused in the order of the file
 */
public record ImportReport(int created, int updated, int unchanged, List<RefusedLine> refused) {

    /** A job's answer is kept in one row: it names so many refused lines at most. */
    private static final int MOST_KEPT = 1_000;

    public ImportReport {
        refused = List.copyOf(refused);
    }

    /** @param line as an editor counts them: the names of the columns are in line 1 */
    public record RefusedLine(long line, Refusal refusal) {

        private Map<String, Object> asJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("line", line);
            json.put("code", refusal.code());
            json.put("field", refusal.field());
            json.put("message", refusal.message());
            json.put("messagePt", refusal.messagePt());
            return json;
        }
    }

    /** As the contract names it, with the first of the refused lines. */
    Map<String, Object> asJson() {
        return Map.of(
                "created",
                created,
                "updated",
                updated,
                "unchanged",
                unchanged,
                "refusedCount",
                refused.size(),
                "refused",
                refused.stream().limit(MOST_KEPT).map(RefusedLine::asJson).toList());
    }
}
