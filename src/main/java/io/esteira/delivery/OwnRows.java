package io.esteira.delivery;

import io.esteira.adapter.delivery.ReadBack;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a look at the source says about a posting, without the rows that are known to be another posting's: where no reference
 * tells them apart, the source takes two postings that are alike for one.
 */
final class OwnRows {

    private OwnRows() {}

    /** @param others gives those of some keys that belong to other postings */
    static ReadBack of(ReadBack read, Function<List<String>, Set<String>> others) {
        return switch (read) {
            case ReadBack.Several several -> among(several.erpKeys(), others);
            case ReadBack.Pending pending ->
                others.apply(List.of(pending.erpKey())).isEmpty() ? pending : new ReadBack.Absent();
            case ReadBack.Found found -> {
                String key = found.erpKey();
                yield key == null ? found : among(List.of(key), others);
            }
            case ReadBack.Absent absent -> absent;
            case ReadBack.Unavailable away -> away;
        };
    }

    private static ReadBack among(List<String> keys, Function<List<String>, Set<String>> others) {
        Set<String> taken = others.apply(keys);
        List<String> own = keys.stream().filter(key -> !taken.contains(key)).toList();
        return switch (own.size()) {
            case 0 -> new ReadBack.Absent();
            case 1 -> new ReadBack.Found(own.getFirst());
            default -> new ReadBack.Several(own);
        };
    }
}
