package io.esteira.sheets;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;

/**
 * The parts of a workbook, unpacked as they are read, and given up when they unpack to more than is allowed. What the library reads of a
 * workbook's plan becomes trees in memory, some twenty times as large: of this a sound file has little, and much is a trap.
 */
final class WorkbookParts extends ZipFileZipEntrySource {

    private static final long MOST_OF_PLAN = 4 << 20;
    private static final long MOST_OF_CONTENT = 64 << 20;

    private long left = MOST_OF_PLAN;

    WorkbookParts(byte[] packed) throws IOException {
        super(ZipFile.builder().setByteArray(packed).get());
    }

    /** The plan is known: what is read from now on are texts and rows. */
    void allowContent() {
        left = MOST_OF_CONTENT;
    }

    boolean exhausted() {
        return left < 0;
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry part) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(super.getInputStream(part))
                .setAfterRead(this::spend)
                .get();
    }

    private void spend(int read) throws Sheet.TooLarge {
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new Sheet.TooLarge();
        }
    }
}
