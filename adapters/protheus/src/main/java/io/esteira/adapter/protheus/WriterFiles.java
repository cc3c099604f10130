package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The site's files of a writer, which are read once, when the hub starts.
 *
 * @param read when each was written last by then; empty for one that was not there
 */
record WriterFiles(Map<Path, Optional<FileTime>> read) {

    /** @param folder of the site; null where it has none */
    static WriterFiles of(String writer, @Nullable Path folder) {
        return new WriterFiles(
                folder == null
                        ? Map.of()
                        : Arrays.stream(writer.split("\\+", -1))
                                .map(part -> folder.resolve(part.split(":", -1)[0].strip() + ".yml"))
                                .distinct()
                                .collect(Collectors.toUnmodifiableMap(Function.identity(), WriterFiles::written)));
    }

    private static Optional<FileTime> written(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A refusal may be of what has been mended since, and is not read yet. */
    DeliveryOutcome explain(DeliveryOutcome outcome) {
        return outcome instanceof Rejected refused && isStale()
                ? new Rejected(
                        refused.code(),
                        refused.text()
                                + " [O arquivo do gravador mudou depois que o hub iniciou: reinicie o hub. / The writer's file has changed since the hub started: restart it.]")
                : outcome;
    }

    private boolean isStale() {
        return read.entrySet().stream().anyMatch(file -> !written(file.getKey()).equals(file.getValue()));
    }
}
