package io.esteira.adapter.pcp;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Days of the feasts that move with Easter, by what they are called. */
final class MovableFeasts {

    private enum Feast {
        CARNAVAL("CARNAVAL", -48, -47),
        CINZAS("CINZAS", -46),
        PAIXAO("PAIXAO", -2),
        SEXTA_FEIRA_SANTA("SEXTA-FEIRA SANTA", -2),
        PASCOA("PASCOA", 0),
        CORPUS_CHRISTI("CORPUS CHRISTI", 60);

        private final String text;
        private final int[] afterEaster;

        Feast(String text, int... afterEaster) {
            this.text = text;
            this.afterEaster = afterEaster;
        }
    }

    private MovableFeasts() {}

    /** Empty for what does not move, or is not known. */
    static Optional<List<LocalDate>> of(String name, int year) {
        String plain = PlainText.of(name);
        // Cinzas before Carnaval: one of its names has both.
        return Arrays.stream(Feast.values())
                .filter(feast -> plain.contains(feast.text))
                .reduce((one, other) -> other == Feast.CINZAS ? other : one)
                .map(feast -> Arrays.stream(feast.afterEaster)
                        .mapToObj(days -> easter(year).plusDays(days))
                        .toList());
    }

    /** Of the Gregorian calendar. */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int epact = Math.floorMod(century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15, 30);
        int moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
        int weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
        return LocalDate.of(year, 3, 28).plusDays(moon - weekday);
    }
}
