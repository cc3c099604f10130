package io.esteira.alerts;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Little room on a disk that this instance writes to: temporary files, its own folder, the lake. The database's disk is not seen from here. */
@Component
class LowDisk implements AlertCondition {

    static final String CODE = "DISK_LOW";

    private final List<Path> folders;
    private final DataSize fewest;

    LowDisk(
            AlertProperties properties,
            @Value("${java.io.tmpdir}") String temporary,
            @Value("${esteira.lake.folder:}") String lake) {
        this.folders = Stream.of(temporary, ".", lake)
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .toList();
        this.fewest = properties.diskFree();
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean ofInstance() {
        return true;
    }

    @Override
    public List<Alerts.Found> found() {
        List<FileStore> seen = new ArrayList<>();
        List<Alerts.Found> found = new ArrayList<>();
        for (Path folder : folders) {
            try {
                if (Files.exists(folder)) {
                    look(folder, seen, found);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** Folders of one disk are one alert, by the first of them. */
    private void look(Path folder, List<FileStore> seen, List<Alerts.Found> found) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        if (seen.contains(disk) || disk.getUsableSpace() >= fewest.toBytes()) {
            return;
        }
        seen.add(disk);
        long megabytes = DataSize.ofBytes(disk.getUsableSpace()).toMegabytes();
        found.add(new Alerts.Found(
                null,
                "disk " + folder + " " + Instance.NAME,
                new Alerts.Words(
                        megabytes + " MB are left on the disk of " + folder + ".",
                        "Restam " + megabytes + " MB no disco de " + folder + ".")));
    }
}
