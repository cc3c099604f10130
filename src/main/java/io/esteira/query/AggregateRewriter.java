package io.esteira.query;

import java.util.List;

/**
 * Makes the groups of an aggregate: rows whose values stand in the order of the slots, those within others in their place.
 *
 * @param all no limit was given, so that none may be left out
 */
record AggregateRewriter(List<Slot> slots, boolean all) implements Rewriter {

    @Override
    public void rewrite(JsonSource from, JsonText to) {
        int groups = 0;
        to.add('[');
        from.enter();
        while (from.nextElement()) {
            if (all && groups == Limits.MAX_GROUPS) {
                throw ReadRefused.tooManyGroups(Limits.MAX_GROUPS);
            }
            to.separate();
            from.enter();
            Rewriter.members(slots, from, to);
            from.leaveObject();
            groups++;
        }
        to.add(']');
    }
}
