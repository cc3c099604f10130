package io.esteira.adapter.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Folders for what lives as long as the tests of one process: plants, databases, brokers, a gigabyte and more. Who asks for one
 * removes it; where the process was killed the next one does, and ends the PostgreSQL that has outlived it.
 */
public final class ScratchFolder {

    private static final Path ALL =
            Path.of(System.getProperty("java.io.tmpdir"), "esteira-tests-" + System.getProperty("user.name"));

    private static boolean tidy;

    private ScratchFolder() {}

    /** A new one. */
    public static synchronized Path create(String name) {
        try {
            if (!tidy) {
                removeLeftOvers(ALL);
                tidy = true;
            }
            Path own = ALL.resolve(Long.toString(ProcessHandle.current().pid()));
            return Files.createTempDirectory(Files.createDirectories(own), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it. */
    public static void delete(Path folder) {
        // a server that stops just now removes its files as well
        for (Path path : within(folder).reversed()) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // something new is in it, or somebody else's: the next run looks again
            }
        }
    }

    /** @param all holds a folder for each process, of its number */
    static void removeLeftOvers(Path all) {
        for (Path process : children(all)) {
            if (ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                    .isEmpty()) {
                within(process).stream()
                        .filter(path -> path.endsWith("postmaster.pid"))
                        .forEach(ScratchFolder::end);
                delete(process);
            }
        }
    }

    private static void end(Path postmaster) {
        try {
            long pid = Long.parseLong(Files.readAllLines(postmaster).getFirst());
            Optional<ProcessHandle> server = ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
            server.filter(ProcessHandle::destroyForcibly)
                    .ifPresent(process -> process.onExit().join());
        } catch (IOException e) {
            // it has just ended by itself
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The folder and all below it, what holds something before what it holds. */
    private static List<Path> within(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
