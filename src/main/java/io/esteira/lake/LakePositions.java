package io.esteira.lake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each table has been exported. */
@Component
class LakePositions {

    /** A table of a company in a zone. */
    record Key(String zone, short company, String entity) {}

    /**
     * How far it is.
     *
     * @param position null before the first export
     * @param target of an export that has not ended; null when none is under way
     */
    record Position(
            String shape,
            @Nullable String position,
            @Nullable String target) {}

    private final JdbcClient jdbc;

    LakePositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Position> find(Key key) {
        return jdbc.sql("""
                        select shape, position, target from hub.lake_position
                        where zone = ? and company_id = ? and entity = ?""")
                .params(key.zone(), key.company(), key.entity())
                .query(Position.class)
                .optional();
    }

    /** An export up to here begins. */
    void begin(Key key, String shape, String target) {
        jdbc.sql("""
                        insert into hub.lake_position (zone, company_id, entity, shape, target) values (?, ?, ?, ?, ?)
                        on conflict (zone, company_id, entity) do update set target = excluded.target,
                          position = case when lake_position.shape = excluded.shape then lake_position.position end,
                          shape = excluded.shape""")
                .params(key.zone(), key.company(), key.entity(), shape, target)
                .update();
    }

    /** The export that is under way has come to its end. */
    void end(Key key) {
        jdbc.sql("""
                        update hub.lake_position set position = target, target = null, exported_at = now()
                        where zone = ? and company_id = ? and entity = ?""").params(key.zone(), key.company(), key.entity()).update();
    }
}
