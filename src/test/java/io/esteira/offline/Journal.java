package io.esteira.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an app must not forget, a line for each event; a line that was not written to its end never was. */
final class Journal {

    private static final byte END = '\n';

    private final Path file;
    private final Fate fate;

    /** Whether the app dies before, within or after the next line. */
    interface Fate {

        /** Nobody dies. */
        Fate KIND = length -> Integer.MAX_VALUE;

        /** How many bytes of a line are written before the app dies; more than the line has where it lives. */
        int bytesUntilDeath(int length);
    }

    /** The app is gone, with all that it had not written. */
    static final class Died extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    Journal(Path file, Fate fate) {
        this.file = file;
        this.fate = fate;
    }

    List<JsonNode> read() {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] bytes = Files.readAllBytes(file);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != END) {
                whole--;
            }
            channel.truncate(whole);
            return new String(bytes, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> JsonMapper.shared().readTree(line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(JsonNode event) {
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        int living = fate.bytesUntilDeath(line.length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line, 0, Math.min(line.length, living)));
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (living <= line.length) {
            throw new Died();
        }
    }
}
