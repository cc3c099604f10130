package io.esteira.query;

import java.util.List;
import java.util.Objects;

/**
 * Makes the answer of what a copy lacks.
 *
 * @param slots of each time that the rows were asked for
 * @param id of a row that left the list
 * @param restart the rows begin a new copy
 */
record ChangesRewriter(List<Member> members, List<List<Slot>> slots, Id id, boolean restart) implements Rewriter {

    /** Length of an empty list. */
    private static final int NOTHING = 2;

    record Member(byte[] name, Content content) {}

    sealed interface Content {}

    /** @param part of the row */
    record Nodes(int part) implements Content {}

    record Type(byte[] name) implements Content {}

    enum Plain implements Content {
        REMOVED,
        CURSOR,
        HAS_MORE,
        RESTART
    }

    /** What the statement says, in its order. */
    private record Answer(Position position, byte[] more, RowParts rows, int size, byte[] removed) {}

    /**
     * A part of a copy.
     *
     * @param cursor how far the copy has come with it
     * @param news it changes the copy
     * @param more there is more to take at once
     */
    record Part(Json answer, String cursor, boolean news, boolean more) {}

    @Override
    public void rewrite(JsonSource from, JsonText to) {
        write(read(from), to);
    }

    Part part(JsonSource from) {
        Answer answer = read(from);
        JsonText text = new JsonText(0);
        write(answer, text);
        boolean news = restart || answer.size() > 0 || answer.removed().length > NOTHING;
        return new Part(text.toJson(), answer.position().text(), news, answer.more()[0] == 't');
    }

    private Answer read(JsonSource from) {
        from.enter();
        Position position = position(from);
        from.nextMember();
        byte[] more = from.bytes();
        RowParts rows = new RowParts(slots, 2 * from.length());
        int size = readRows(from, rows);
        Answer answer = new Answer(position, more, rows, size, removed(from));
        from.leaveObject();
        return answer;
    }

    private void write(Answer answer, JsonText to) {
        to.add('{');
        for (Member member : members) {
            to.separate();
            to.add(member.name());
            write(member.content(), answer, to);
        }
        to.add('}');
    }

    private static Position position(JsonSource from) {
        String scope = text(from);
        from.nextMember();
        from.enter();
        String tx = text(from);
        long seq = Long.parseLong(text(from));
        from.leaveObject();
        return new Position(scope, tx, seq, Long.parseLong(text(from)));
    }

    private static String text(JsonSource from) {
        from.nextMember();
        return Objects.requireNonNull(from.plain());
    }

    private static int readRows(JsonSource from, RowParts rows) {
        int size = 0;
        from.nextMember();
        if (from.isNull()) {
            from.skip();
            return size;
        }
        from.enter();
        while (from.nextElement()) {
            from.enter();
            rows.add(from);
            from.leaveObject();
            size++;
        }
        return size;
    }

    /** Rows of which nobody knows the id any more were never told. */
    private byte[] removed(JsonSource from) {
        JsonText ids = new JsonText(0);
        ids.add('[');
        from.nextMember();
        if (from.isNull()) {
            from.skip();
        } else {
            from.enter();
            while (from.nextElement()) {
                if (from.isNull()) {
                    from.skip();
                } else {
                    ids.separate();
                    id.rewrite(from, ids);
                }
            }
        }
        ids.add(']');
        return ids.toBytes();
    }

    private void write(Content content, Answer answer, JsonText to) {
        switch (content) {
            case Nodes nodes -> {
                to.add('[');
                for (int i = 0; i < answer.size(); i++) {
                    to.separate();
                    answer.rows().copy(nodes.part(), i, to);
                }
                to.add(']');
            }
            case Type type -> to.addQuoted(type.name());
            case Plain plain -> {
                switch (plain) {
                    case REMOVED -> to.add(answer.removed());
                    case CURSOR -> to.addQuoted(JsonText.ascii(answer.position().text()));
                    case HAS_MORE -> to.add(answer.more());
                    case RESTART -> to.add(JsonText.ascii(String.valueOf(restart)));
                }
            }
        }
    }
}
