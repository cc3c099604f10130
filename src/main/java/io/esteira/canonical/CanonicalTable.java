package io.esteira.canonical;

import io.esteira.adapter.canonical.CanonicalChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes how one kind of change becomes rows of one table. Besides the columns named here each table has {@code id},
 * {@code public_id}, {@code company_id}, {@code source}, {@code observed_at}, {@code inbox_id} and {@code deleted_at}.
 *
 * @param key the source's key of the thing
 * @param keptRef whether {@code hub.source_ref} keeps the key, so that others can refer to the row by it
 * @param naturalKey columns that tell rows apart whatever the source; unique in the table
 */
public record CanonicalTable<C extends CanonicalChange>(
        String table,
        Class<C> type,
        int order,
        Function<C, String> key,
        boolean keptRef,
        List<String> naturalKey,
        List<Column<C>> columns) {

    /** A column and where its value comes from. */
    public sealed interface Column<C> {

        String name();

        /**
         * A plain value, cast to the column's SQL type.
         *
         * @param initial written when the row is made and never again: derived facts take over
         */
        record Value<C>(String name, String sqlType, Function<C, @Nullable Object> of, boolean initial)
                implements Column<C> {}

        /**
         * A value that the source may leave untold, which is null: what the row has stays.
         *
         * @param whenNew what a new row gets, in SQL over the change as {@code s}
         * @param known what an old row gets, in SQL over its columns as {@code t} and the change as {@code r}
         */
        record Told<C>(String name, String sqlType, Function<C, @Nullable Object> of, String whenNew, String known)
                implements Column<C> {}

        /** A value of the change alone, for the SQL of others; no column of the table. */
        record Beside<C>(String name, String sqlType, Function<C, @Nullable Object> of) implements Column<C> {}

        /**
         * A foreign key, given by the key that the same source uses.
         *
         * @param table the table referred to, which keeps its source's keys
         * @param sourceField the field of the source, for the message when nothing is found
         */
        record Reference<C>(String name, String table, String sourceField, Function<C, @Nullable String> of)
                implements Column<C> {}
    }

    public static <C extends CanonicalChange> Builder<C> of(String table, Class<C> type, int order) {
        return new Builder<>(table, type, order);
    }

    /** Collects the description. */
    public static final class Builder<C extends CanonicalChange> {
        private final String table;
        private final Class<C> type;
        private final int order;
        private final List<Column<C>> columns = new ArrayList<>();
        private Function<C, String> key = change -> "";
        private boolean keptRef;

        private Builder(String table, Class<C> type, int order) {
            this.table = table;
            this.type = type;
            this.order = order;
        }

        /** The key, kept so that others can refer to the row. */
        public Builder<C> keptKey(Function<C, String> of) {
            this.key = of;
            this.keptRef = true;
            return this;
        }

        /** The key, used for the public id alone. */
        public Builder<C> key(Function<C, String> of) {
            this.key = of;
            return this;
        }

        public Builder<C> text(String name, Function<C, @Nullable Object> of) {
            return value(name, "text", of);
        }

        public Builder<C> value(String name, String sqlType, Function<C, @Nullable Object> of) {
            columns.add(new Column.Value<>(name, sqlType, of, false));
            return this;
        }

        /** A text that only a new row takes from the source; what follows is derived. */
        public Builder<C> initialText(String name, Function<C, @Nullable Object> of) {
            columns.add(new Column.Value<>(name, "text", of, true));
            return this;
        }

        /** A value that stays where the change does not tell it. */
        public Builder<C> told(String name, String sqlType, Function<C, @Nullable Object> of) {
            return told(name, sqlType, of, "null", "t." + name);
        }

        /**
         * A value that the change may not tell.
         *
         * @param whenNew what a new row gets then, in SQL over the change as {@code s}
         * @param known what an old row gets then, in SQL over its columns as {@code t} and the change as {@code r}
         */
        public Builder<C> told(
                String name, String sqlType, Function<C, @Nullable Object> of, String whenNew, String known) {
            columns.add(new Column.Told<>(name, sqlType, of, whenNew, known));
            return this;
        }

        /** A value that is no column of the table, for the SQL of those that may not be told. */
        public Builder<C> beside(String name, String sqlType, Function<C, @Nullable Object> of) {
            columns.add(new Column.Beside<>(name, sqlType, of));
            return this;
        }

        public Builder<C> reference(String name, String target, String sourceField, Function<C, @Nullable String> of) {
            columns.add(new Column.Reference<>(name, target, sourceField, of));
            return this;
        }

        public CanonicalTable<C> unique(String... naturalKey) {
            return new CanonicalTable<>(table, type, order, key, keptRef, List.of(naturalKey), List.copyOf(columns));
        }
    }
}
