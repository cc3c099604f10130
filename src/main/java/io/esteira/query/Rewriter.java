package io.esteira.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Turns a value of a statement's answer into the contract's. The source stands at the value, and is left after it. */
@FunctionalInterface
interface Rewriter {

    void rewrite(JsonSource from, JsonText to);

    /** A member of the contract's object. */
    sealed interface Slot {

        /** @param from inside of the row's object, after what was read before */
        void rewrite(JsonSource from, JsonText to);

        /** Past what {@link #rewrite} would read. */
        void skip(JsonSource from);

        /** Neither lists nor JSON are in it. */
        boolean isPlain();

        /** How many values it has. */
        int cells();

        /**
         * Takes its columns and adds its values; only if it is plain.
         *
         * @param there false where the row that it belongs to is none: it has no values then
         */
        void cells(Cells row, boolean there);
    }

    /**
     * The value as a text; only for columns that are plain.
     *
     * @param column as PostgreSQL writes it
     */
    default String cell(byte[] column) {
        throw new IllegalStateException("no cell");
    }

    /**
     * A column of the row.
     *
     * @param name as it stands in the answer: quoted, with its colon
     */
    record Value(byte[] name, Rewriter rewriter) implements Slot {

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            from.nextMember();
            to.add(name);
            rewriter.rewrite(from, to);
        }

        @Override
        public void skip(JsonSource from) {
            from.nextMember();
            from.skip();
        }

        @Override
        public boolean isPlain() {
            return rewriter instanceof Id || rewriter instanceof Scalar scalar && scalar.kind() != Kind.JSON;
        }

        @Override
        public int cells() {
            return 1;
        }

        @Override
        public void cells(Cells row, boolean there) {
            byte[] column = row.take();
            row.add(there && column != null ? rewriter.cell(column) : null);
        }
    }

    /** {@code __typename}, which no row holds. */
    record TypeName(byte[] name, byte[] type) implements Slot {

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            to.add(name);
            to.addQuoted(type);
        }

        @Override
        public void skip(JsonSource from) {}

        @Override
        public boolean isPlain() {
            return true;
        }

        @Override
        public int cells() {
            return 1;
        }

        @Override
        public void cells(Cells row, boolean there) {
            row.add(there ? new String(type, StandardCharsets.US_ASCII) : null);
        }
    }

    /** Columns of the row in an object of their own. */
    record Members(byte[] name, List<Slot> slots) implements Slot {

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            to.add(name);
            members(slots, from, to);
        }

        @Override
        public void skip(JsonSource from) {
            slots.forEach(slot -> slot.skip(from));
        }

        @Override
        public boolean isPlain() {
            return slots.stream().allMatch(Slot::isPlain);
        }

        @Override
        public int cells() {
            return slots.stream().mapToInt(Slot::cells).sum();
        }

        @Override
        public void cells(Cells row, boolean there) {
            slots.forEach(slot -> slot.cells(row, there));
        }
    }

    /**
     * A row that the row points to: whether there is one, then its columns among those of the row.
     *
     * @param nullable the contract allows that there is none
     */
    record Joined(byte[] name, List<Slot> slots, boolean nullable) implements Slot {

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            from.nextMember();
            boolean there = from.isTrue();
            from.skip();
            to.add(name);
            if (there) {
                members(slots, from, to);
            } else {
                to.addNull(nullable);
                slots.forEach(slot -> slot.skip(from));
            }
        }

        @Override
        public void skip(JsonSource from) {
            from.nextMember();
            from.skip();
            slots.forEach(slot -> slot.skip(from));
        }

        @Override
        public boolean isPlain() {
            return slots.stream().allMatch(Slot::isPlain);
        }

        @Override
        public int cells() {
            return slots.stream().mapToInt(Slot::cells).sum();
        }

        @Override
        public void cells(Cells row, boolean there) {
            boolean found = Scalars.isTrue(Objects.requireNonNull(row.take()));
            slots.forEach(slot -> slot.cells(row, found));
        }
    }

    static Slot value(Place place, Rewriter rewriter) {
        return new Value(name(place), rewriter);
    }

    static Slot typeName(Place place) {
        return new TypeName(name(place), JsonText.ascii(place.here().owner()));
    }

    static Rewriter of(Attribute.Column column, Entity entity) {
        return of(column.kind(), entity, column.nullable());
    }

    /** @param entity that an id belongs to */
    static Rewriter of(Kind kind, Entity entity, boolean nullable) {
        return kind == Kind.ID ? new Id(entity.type(), nullable) : new Scalar(kind, nullable);
    }

    /** Names of the contract are ASCII. */
    static byte[] name(Place place) {
        return JsonText.ascii('"' + place.key() + "\":");
    }

    /** Members in the order of the slots, as an object. */
    static void members(List<Slot> slots, JsonSource from, JsonText to) {
        to.add('{');
        for (Slot slot : slots) {
            to.separate();
            slot.rewrite(from, to);
        }
        to.add('}');
    }

    /**
     * A row as an object.
     *
     * @param nullable the contract allows that there is none
     */
    record Row(List<Slot> slots, boolean nullable) implements Rewriter {

        /** Neither lists nor JSON are in it. */
        boolean isPlain() {
            return slots.stream().allMatch(Slot::isPlain);
        }

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            if (from.isNull()) {
                to.addNull(nullable);
                from.skip();
                return;
            }
            from.enter();
            rewriteMembers(from, to);
        }

        /** The same from inside of the row, where something was read before. */
        void rewriteMembers(JsonSource from, JsonText to) {
            members(slots, from, to);
            from.leaveObject();
        }
    }

    /**
     * Rows as a list; null is the empty one, as {@code json_agg} says it.
     *
     * @param field that lists them; where there are more than it may, nothing is left out in silence
     */
    record Rows(Row row, String field) implements Rewriter {

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            int count = 0;
            to.add('[');
            if (from.isNull()) {
                from.skip();
            } else {
                from.enter();
                while (from.nextElement()) {
                    count++;
                    if (count > Limits.MAX_CHILDREN) {
                        throw ReadRefused.tooManyRows(field, Limits.MAX_CHILDREN);
                    }
                    to.separate();
                    row.rewrite(from, to);
                }
            }
            to.add(']');
        }
    }

    /** A {@code public_id} as clients see it. */
    record Id(byte[] prefix, boolean nullable) implements Rewriter {

        Id(String type, boolean nullable) {
            this(JsonText.ascii(type + ':'), nullable);
        }

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            if (from.isNull()) {
                to.addNull(nullable);
                from.skip();
            } else {
                to.addQuoted(text(from.unquoted()));
            }
        }

        @Override
        public String cell(byte[] column) {
            return new String(text(column), StandardCharsets.US_ASCII);
        }

        private byte[] text(byte[] publicId) {
            byte[] plain = new byte[prefix.length + publicId.length];
            System.arraycopy(prefix, 0, plain, 0, prefix.length);
            System.arraycopy(publicId, 0, plain, prefix.length, publicId.length);
            return Base64.getUrlEncoder().withoutPadding().encode(plain);
        }
    }

    /** A value of a column that is no id. */
    record Scalar(Kind kind, boolean nullable) implements Rewriter {

        @Override
        public void rewrite(JsonSource from, JsonText to) {
            if (from.isNull()) {
                to.addNull(nullable);
                from.skip();
                return;
            }
            switch (kind) {
                case STRING, ENUM, INT, BOOLEAN, DATE, JSON -> from.copyTo(to);
                case LONG -> {
                    to.add('"');
                    from.copyTo(to);
                    to.add('"');
                }
                case DECIMAL -> to.addQuoted(Scalars.plain(from.bytes()));
                case DATE_TIME -> to.addQuoted(Scalars.instant(from.unquoted()));
                case ID -> throw new IllegalStateException("an id belongs to a type");
            }
        }

        @Override
        public String cell(byte[] column) {
            return switch (kind) {
                case DECIMAL -> new String(Scalars.plain(column), StandardCharsets.US_ASCII);
                case DATE_TIME -> new String(Scalars.instantOfColumn(column), StandardCharsets.US_ASCII);
                case BOOLEAN -> String.valueOf(Scalars.isTrue(column));
                default -> new String(column, StandardCharsets.UTF_8);
            };
        }
    }
}
