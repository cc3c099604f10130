package io.esteira.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** Folders for a plant that lives as long as the tests: a broker alone takes a gigabyte. */
public final class TestFolder {

    private TestFolder() {}

    /** A new one, which goes once all hubs have stopped. */
    public static Path create(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            SpringApplication.getShutdownHandlers().add(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        boolean unused = FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
