package io.esteira.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder. Files are written beside it all, and moved to their places in one step. */
record FolderStore(Path root) implements LakeStore {

    @Override
    public void put(String path, Path file) throws IOException {
        Path place = root.resolve(path);
        Files.createDirectories(place.getParent());
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void remove(String path) throws IOException {
        Files.deleteIfExists(root.resolve(path));
    }

    /** On the file system of the folder, since moving is one step within one alone. */
    @Override
    public Path scratch() throws IOException {
        Path scratch = root.resolve(".writing");
        Files.createDirectories(scratch);
        return Files.createTempFile(scratch, "part-", ".parquet");
    }
}
