package io.esteira.query;

import io.esteira.query.ChangesRewriter.Part;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one client's copy of a list lacks, again and again: each part goes on where the one before ended, so that what is told is what
 * the client would have been answered had it asked each time.
 */
final class FollowedCopy implements ChangeFeed.Watch<Json> {

    /** There is one thing to look at, whichever row has changed. */
    static final long ID = 0;

    static final String ANY = "select " + ID + " from {changed} c limit 1";

    private final Function<Selection, Part> read;
    private Selection asked;
    private boolean told;

    /** @param read reads what a copy lacks, by the argument {@code since} */
    FollowedCopy(Selection asked, Function<Selection, Part> read) {
        this.asked = asked;
        this.read = read;
    }

    /** The first part is told even if it is empty: from then on the client knows that it will be told. */
    @Override
    public @Nullable Json look(Runnable again) {
        Part part = read.apply(asked);
        asked = asked.with("since", part.cursor());
        if (part.more()) {
            again.run();
        }
        boolean tell = part.news() || !told;
        told = true;
        return tell ? part.answer() : null;
    }
}
