package io.esteira.graphql.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes valid questions about the described types: all their root fields, aliases, fragments, directives, variables in all places,
 * conditions and orders across relations, pages both ways from cursors of earlier answers.
 */
public final class RandomQueries {

    private final Oracle oracle;
    private final NaiveStore store;
    private final Cursors cursors;
    private final List<DescribedType> listed;
    private final Map<String, List<Object>> samples = new HashMap<>();

    public RandomQueries(Oracle oracle, NaiveStore store, Cursors cursors) {
        this.oracle = oracle;
        this.store = store;
        this.cursors = cursors;
        this.listed =
                store.types().all().stream().filter(type -> type.many() != null).toList();
    }

    /** Asks for lists, rows by id, and copies. */
    public RandomQuery rows(Random random) {
        Dice dice = new Dice(random);
        RandomDocument document = document(dice);
        int roots = dice.of(1, 1, 1, 2, 3);
        for (int i = 0; i < roots; i++) {
            DescribedType type = dice.of(listed);
            switch (dice.below(10)) {
                case 0, 1 -> document.byId(type);
                case 2 -> document.changes(type);
                default -> document.list(type);
            }
        }
        return document.query();
    }

    /** Asks for groups of rows. */
    public RandomQuery groups(Random random) {
        Dice dice = new Dice(random);
        RandomDocument document = document(dice);
        int roots = dice.of(1, 1, 2);
        for (int i = 0; i < roots; i++) {
            document.groups(dice.of(listed));
        }
        return document.query();
    }

    private RandomDocument document(Dice dice) {
        return new RandomDocument(oracle, cursors, new RandomArguments(oracle.schema(), store, samples, dice), dice);
    }
}
