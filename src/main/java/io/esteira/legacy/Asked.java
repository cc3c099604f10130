package io.esteira.legacy;

import io.esteira.platform.Caller;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a screen asks: parameters of the address and of the JSON body, each one a list of texts. Text that holds control characters, is
 * endless or comes in endless lists is refused.
 */
record Asked(Caller caller, Map<String, List<String>> parameters) {

    private static final int LONGEST = 200;
    private static final int MOST = 500;
    private static final DateTimeFormatter BRAZILIAN =
            DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    Asked {
        parameters = Map.copyOf(parameters);
        parameters.forEach(Asked::check);
    }

    private static void check(String name, List<String> values) {
        if (values.size() > MOST) {
            throw Refusal.malformed("Há valores demais em um parâmetro: o máximo é " + MOST + ".");
        }
        values.forEach(value -> {
            if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
                throw Refusal.malformed("Um parâmetro tem texto longo demais ou caracteres de controle.");
            }
        });
    }

    /** Empty where it is not given, or blank. */
    Optional<String> text(String name) {
        return list(name).stream().findFirst();
    }

    String needed(String name) {
        return text(name).orElseThrow(() -> Refusal.of("Informe " + name + "."));
    }

    /** Without blanks. */
    List<String> list(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    boolean flag(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    LocalDate neededDay(String name) {
        needed(name);
        return day(name).orElseThrow();
    }

    /** As 2025-10-22 or 22/10/2025. */
    Optional<LocalDate> day(String name) {
        return text(name).filter(text -> !text.equals("-")).map(text -> day(name, text));
    }

    private static LocalDate day(String name, String text) {
        try {
            LocalDate day = text.contains("/") ? LocalDate.parse(text, BRAZILIAN) : LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeException e) {
            // Told below, with those that are far away.
        }
        throw Refusal.of("A data em " + name + " não é válida: use AAAA-MM-DD, de 2000 a 2100.");
    }
}
