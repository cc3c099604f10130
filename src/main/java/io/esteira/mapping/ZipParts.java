package io.esteira.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The parts of a zip in memory, by its directory. Some programs write in front of a part what reading without the directory trips over;
 * and what nobody opens is not unpacked.
 */
final class ZipParts {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int PART = 0x04034b50;
    private static final int PART_LENGTH = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private record Entry(int method, int size, int offset) {}

    private final byte[] packed;
    private final ByteBuffer zip;
    private final Map<String, Entry> entries = new HashMap<>();

    ZipParts(byte[] packed) throws IOException {
        this.packed = packed;
        this.zip = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        try {
            readDirectory();
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("the directory of the zip is broken", e);
        }
    }

    private void readDirectory() throws IOException {
        int end = end();
        int count = shortAt(end + 10);
        int at = zip.getInt(end + 16);
        for (int i = 0; i < count; i++) {
            require(zip.getInt(at) == ENTRY);
            int name = shortAt(at + 28);
            entries.put(
                    new String(packed, at + ENTRY_LENGTH, name, StandardCharsets.UTF_8),
                    new Entry(shortAt(at + 10), zip.getInt(at + 24), zip.getInt(at + 42)));
            at += ENTRY_LENGTH + name + shortAt(at + 30) + shortAt(at + 32);
        }
    }

    private int end() throws IOException {
        int first = Math.max(0, packed.length - END_LENGTH - LONGEST_COMMENT);
        for (int at = packed.length - END_LENGTH; at >= first; at--) {
            if (zip.getInt(at) == END) {
                return at;
            }
        }
        throw new IOException("it is no zip");
    }

    /** The part of that name, unpacked as it is read; to be closed. */
    Optional<InputStream> open(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            require(zip.getInt(entry.offset()) == PART);
            int from = entry.offset() + PART_LENGTH + shortAt(entry.offset() + 26) + shortAt(entry.offset() + 28);
            require(from <= packed.length);
            return Optional.of(
                    switch (entry.method()) {
                        case STORED -> new ByteArrayInputStream(packed, from, Math.max(0, entry.size()));
                        case DEFLATED -> new Inflating(new ByteArrayInputStream(packed, from, packed.length - from));
                        default -> throw new IOException("a part of the zip is packed in a way of its own");
                    });
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("a part of the zip is not where the directory says", e);
        }
    }

    private int shortAt(int index) {
        return Short.toUnsignedInt(zip.getShort(index));
    }

    private static void require(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("the zip is broken");
        }
    }

    /** Gives its memory back when it is closed. */
    private static final class Inflating extends InflaterInputStream {

        Inflating(InputStream in) {
            super(in, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
