package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connection of the page, then the count and the freshness, as far as they are there.
 *
 * @param page null when no row was asked for
 * @param freshness once for each time that it was asked for
 */
record ConnectionRewriter(List<Member> members, @Nullable Page page, boolean count, List<Rewriter> freshness)
        implements Rewriter {

    /** A field of the connection, of its page information or of an edge. */
    record Member(byte[] name, Content content) {}

    sealed interface Content {}

    /** @param part of the row */
    record Nodes(int part) implements Content {}

    record Edges(List<Member> members) implements Content {}

    record Info(List<Member> members) implements Content {}

    /** Of an edge. */
    record Node(int part) implements Content {}

    record Freshness(int part) implements Content {}

    enum Plain implements Content {
        CURSOR,
        COUNT,
        HAS_NEXT,
        HAS_PREVIOUS,
        START_CURSOR,
        END_CURSOR
    }

    record Type(byte[] name) implements Content {}

    /**
     * @param order of the cursors; null when none was asked for
     * @param length at most
     * @param fromEnd rows come in the opposite order, from the end of the list
     * @param after the list is read from after a cursor
     * @param before the list is read up to a cursor
     */
    record Page(
            @Nullable Order order,
            List<List<Slot>> parts,
            int length,
            boolean fromEnd,
            boolean after,
            boolean before) {}

    @Override
    public void rewrite(JsonSource from, JsonText to) {
        from.enter();
        Shown shown = new Shown(page, 2 * from.length());
        if (page != null) {
            from.nextMember();
            shown.read(from);
        }
        byte[] total = null;
        if (count) {
            from.nextMember();
            total = from.bytes();
        }
        List<byte[]> fresh = new ArrayList<>();
        for (Rewriter rewriter : freshness) {
            JsonText text = new JsonText(0);
            from.nextMember();
            rewriter.rewrite(from, text);
            fresh.add(text.toBytes());
        }
        from.leaveObject();
        new Writing(shown, total, fresh).object(members, -1, to);
    }

    /** The rows that are shown. */
    private static final class Shown {

        private final @Nullable Page page;
        private final RowParts parts;
        private final List<byte[]> cursors = new ArrayList<>();
        private int size;
        private boolean more;

        Shown(@Nullable Page page, int expected) {
            this.page = page;
            this.parts = new RowParts(page == null ? List.of() : page.parts(), expected);
        }

        void read(JsonSource from) {
            if (from.isNull()) {
                from.skip();
                return;
            }
            from.enter();
            while (from.nextElement()) {
                if (size == page().length()) {
                    more = true;
                    from.skip();
                } else {
                    readRow(from);
                    size++;
                }
            }
        }

        private void readRow(JsonSource from) {
            from.enter();
            Order order = page().order();
            if (order != null) {
                cursors.add(cursor(from, order));
            }
            parts.add(from);
            from.leaveObject();
        }

        private static byte[] cursor(JsonSource from, Order order) {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = 0; i <= order.keys().size(); i++) {
                from.nextMember();
                values.add(from.plain());
            }
            return Cursor.text(order.signature(), values);
        }

        Page page() {
            return Objects.requireNonNull(page);
        }

        /** Number of a row as it was read, by its place in the answer. */
        int read(int row) {
            return page().fromEnd() ? size - 1 - row : row;
        }
    }

    /** The answer's text. */
    private record Writing(Shown shown, byte @Nullable [] total, List<byte[]> fresh) {

        void object(List<Member> members, int row, JsonText to) {
            to.add('{');
            for (Member member : members) {
                to.separate();
                to.add(member.name());
                content(member.content(), row, to);
            }
            to.add('}');
        }

        private void content(Content content, int row, JsonText to) {
            switch (content) {
                case Nodes nodes -> list(to, each -> shown.parts.copy(nodes.part(), shown.read(each), to));
                case Edges edges -> list(to, each -> object(edges.members(), each, to));
                case Info info -> object(info.members(), row, to);
                case Node node -> shown.parts.copy(node.part(), shown.read(row), to);
                case Freshness freshness -> to.add(fresh.get(freshness.part()));
                case Type type -> to.addQuoted(type.name());
                case Plain plain -> plain(plain, row, to);
            }
        }

        private void list(JsonText to, IntConsumer element) {
            to.add('[');
            for (int i = 0; i < shown.size; i++) {
                to.separate();
                element.accept(i);
            }
            to.add(']');
        }

        private void plain(Plain plain, int row, JsonText to) {
            switch (plain) {
                case COUNT -> to.add(Objects.requireNonNull(total));
                case CURSOR -> to.addQuoted(shown.cursors.get(shown.read(row)));
                case HAS_NEXT ->
                    flag(!shown.page().fromEnd() && shown.more || shown.page().before(), to);
                case HAS_PREVIOUS ->
                    flag(shown.page().fromEnd() && shown.more || shown.page().after(), to);
                case START_CURSOR -> cursor(0, to);
                case END_CURSOR -> cursor(shown.size - 1, to);
            }
        }

        private static void flag(boolean value, JsonText to) {
            to.add(JsonText.ascii(String.valueOf(value)));
        }

        private void cursor(int row, JsonText to) {
            if (shown.size == 0) {
                to.addNull(true);
            } else {
                to.addQuoted(shown.cursors.get(shown.read(row)));
            }
        }
    }
}
