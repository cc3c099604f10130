package io.esteira.mapping;

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
    public record RefusedLine(long line, MappingRefusal refusal) {

        private Map<String, Object> asJson() {
            return Map.of(
                    "line",
                    line,
                    "code",
                    refusal.code().name(),
                    "message",
                    refusal.message(),
                    "messagePt",
                    refusal.messagePt());
        }
    }

    Map<String, Object> asJson() {
        return Map.of(
                "created",
                created,
                "updated",
                updated,
                "unchanged",
                unchanged,
                "refused",
                refused.size(),
                "lines",
                refused.stream().limit(MOST_KEPT).map(RefusedLine::asJson).toList());
    }
}
