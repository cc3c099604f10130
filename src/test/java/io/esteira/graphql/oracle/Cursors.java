package io.esteira.graphql.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cursors that both sides gave for the same rows, to be given back in later questions. Each side has words of its own for them: an answer
 * of the hub is compared once its cursors are replaced by those that the oracle gave in the same places.
 */
public final class Cursors {

    /** One place in a list, in the words of either side. */
    public record Pair(String hub, String oracle) {}

    /** Lists in which the same cursors are good. */
    record Family(DescribedType type, @Nullable List<Map<String, Object>> asked, List<DescribedType.Sort> otherwise) {}

    /** Enough of each list to choose from. */
    private static final int KEPT = 60;

    private final Oracle oracle;
    private final Map<Family, List<Pair>> lists = new LinkedHashMap<>();
    private final Map<DescribedType, List<Pair>> copies = new LinkedHashMap<>();
    private final Map<String, Object> known = new HashMap<>();

    public Cursors(Oracle oracle) {
        this.oracle = oracle;
    }

    /** The hub's answer in the oracle's words, where both mean the same; elsewhere as it is. */
    public @Nullable Object translated(@Nullable Object hub, @Nullable Object expected) {
        return switch (hub) {
            case Map<?, ?> object
            when expected instanceof Map<?, ?> other -> {
                Map<Object, @Nullable Object> translated = new LinkedHashMap<>();
                object.forEach((key, value) -> translated.put(key, translated(value, other.get(key))));
                yield translated;
            }
            case List<?> list
            when expected instanceof List<?> other -> {
                List<@Nullable Object> translated = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    translated.add(translated(list.get(i), i < other.size() ? other.get(i) : null));
                }
                yield translated;
            }
            case String text when expected instanceof String other && means(text, other) -> other;
            case null, default -> hub;
        };
    }

    private boolean means(String hub, String expected) {
        if (expected.startsWith(Approximate.PREFIX)) {
            return Approximate.same(expected, hub);
        }
        return expected.startsWith(NaiveCursors.PREFIX) && keep(hub, expected);
    }

    private boolean keep(String hub, String expected) {
        Object meaning = oracle.meaning(expected);
        Pair pair = new Pair(hub, expected);
        if (meaning instanceof ListCursor cursor) {
            keep(
                    lists.computeIfAbsent(
                            new Family(cursor.type(), cursor.asked(), cursor.otherwise()), family -> new ArrayList<>()),
                    pair);
            Object before = known.putIfAbsent(hub, cursor.place());
            return before == null || before.equals(cursor.place());
        }
        keep(copies.computeIfAbsent(((CopyCursor) meaning).type(), type -> new ArrayList<>()), pair);
        return true;
    }

    /** Not the first ones for ever: they stand for the beginnings of lists. */
    private static void keep(List<Pair> pairs, Pair pair) {
        if (pairs.size() < KEPT) {
            pairs.add(pair);
        } else {
            pairs.set(Math.floorMod(pair.hub().hashCode(), KEPT), pair);
        }
    }

    /** Some lists of the type that cursors are known of. */
    @Nullable
    Family family(Random random, Predicate<Family> fitting) {
        List<Family> families = lists.keySet().stream().filter(fitting).toList();
        return families.isEmpty() ? null : families.get(random.nextInt(families.size()));
    }

    Pair of(Random random, Family family) {
        List<Pair> pairs = lists.getOrDefault(family, List.of());
        return pairs.get(random.nextInt(pairs.size()));
    }

    @Nullable
    Pair copy(Random random, DescribedType type) {
        List<Pair> pairs = copies.getOrDefault(type, List.of());
        return pairs.isEmpty() ? null : pairs.get(random.nextInt(pairs.size()));
    }

    CopyCursor meaning(Pair copy) {
        return (CopyCursor) oracle.meaning(copy.oracle());
    }
}
