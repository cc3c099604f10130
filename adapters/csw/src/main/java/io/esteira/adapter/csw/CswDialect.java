package io.esteira.adapter.csw;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few things that databases of CSW say differently; all queries keep to what is common. */
enum CswDialect {
    /** Caché and IRIS. */
    INTERSYSTEMS {
        @Override
        String now(ZoneId zone) {
            return "SELECT CURRENT_TIMESTAMP AS agora";
        }

        @Override
        Refusal refusal(SQLException failure) {
            String message = String.valueOf(failure.getMessage());
            Matcher code = SQLCODE.matcher(message);
            return switch (code.find() ? code.group(1) : Integer.toString(Math.abs(failure.getErrorCode()))) {
                case "30" -> Refusal.NO_TABLE;
                case "29" -> Refusal.NO_COLUMN;
                case "99" -> Refusal.NO_RIGHT;
                case "417" -> Refusal.LOGIN;
                default -> byWords(message);
            };
        }

        private Refusal byWords(String message) {
            String words = message.toLowerCase(Locale.ROOT);
            if (words.contains("access denied") || words.contains("invalid password")) {
                return Refusal.LOGIN;
            }
            return words.contains("namespace") ? Refusal.NO_NAMESPACE : Refusal.OTHER;
        }
    },

    /** A copy of CSW, or the simulated plant. */
    POSTGRESQL {
        @Override
        String now(ZoneId zone) {
            return "SELECT to_char(now() AT TIME ZONE '" + zone.getId() + "', 'YYYY-MM-DD HH24:MI:SS') AS agora";
        }

        @Override
        Refusal refusal(SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            return switch (state) {
                case "42P01", "3F000" -> Refusal.NO_TABLE;
                case "42703" -> Refusal.NO_COLUMN;
                case "42501" -> Refusal.NO_RIGHT;
                case "3D000" -> Refusal.NO_NAMESPACE;
                default -> state.startsWith("28") ? Refusal.LOGIN : Refusal.OTHER;
            };
        }
    };

    private static final Pattern SQLCODE = Pattern.compile("SQLCODE\\W*-?(\\d+)");

    static CswDialect of(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:") ? POSTGRESQL : INTERSYSTEMS;
    }

    /** One row with the database's time of day in the zone in which CSW writes its own, as {@code YYYY-MM-DD HH:MM:SS}. */
    abstract String now(ZoneId zone);

    /** What the database refuses. */
    abstract Refusal refusal(SQLException failure);

    /** Why a database refuses a connection or a query. */
    enum Refusal {
        NO_TABLE,
        NO_COLUMN,
        NO_RIGHT,
        LOGIN,
        NO_NAMESPACE,
        OTHER
    }
}
