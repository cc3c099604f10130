package io.esteira.platform;

import io.esteira.platform.RequiredSettings.Setting;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The hub cannot start without these. The message is one sentence in each language, for whoever sets them. */
final class MissingSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingSettingsException(List<Setting> missing) {
        super("Falta: %s; .env.example lista todas as variáveis. / Missing: %s; .env.example lists every variable."
                .formatted(listed(missing, Setting::portuguese), listed(missing, Setting::english)));
    }

    private static String listed(List<Setting> missing, Function<Setting, String> meaning) {
        return missing.stream()
                .map(setting -> setting.example() == null
                        ? "%s (%s)".formatted(setting.variable(), meaning.apply(setting))
                        : "%s (%s: %s)".formatted(setting.variable(), meaning.apply(setting), setting.example()))
                .collect(Collectors.joining(", "));
    }
}
