package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a compilation looked at in the request that it was made for: its statement serves all requests that look the same in these places,
 * whatever else they give.
 */
final class Shape {

    /** @param look finds in any request what was looked at, if the facts before this one hold there */
    private record Fact(Function<Selection, Object> look, Object seen) {

        boolean holds(Selection root) {
            return Objects.equals(look.apply(root), seen);
        }
    }

    private final List<Fact> facts = new ArrayList<>();
    private boolean unlikeOthers;

    <T> T looked(Function<Selection, Object> look, T seen) {
        facts.add(new Fact(look, seen));
        return seen;
    }

    /** The statement holds values of this request or its caller. */
    void belongsToThisRequest() {
        unlikeOthers = true;
    }

    /** Whether requests of other values and other callers of the same roles may be served. */
    boolean isShared() {
        return !unlikeOthers;
    }

    /**
     * Whether the statement serves that request of the same selection.
     *
     * @throws ReadRefused where a compilation for it would
     */
    boolean fits(Selection root) {
        return facts.stream().allMatch(fact -> fact.holds(root));
    }
}
