package io.esteira.support;

import io.esteira.adapter.testkit.ScratchFolder;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/** Folders for what lives as long as the tests. */
public final class TestFolder {

    private TestFolder() {}

    /** A new one, which goes once all hubs have stopped. */
    public static Path create(String name) {
        Path folder = ScratchFolder.create(name);
        SpringApplication.getShutdownHandlers().add(() -> ScratchFolder.delete(folder));
        return folder;
    }
}
