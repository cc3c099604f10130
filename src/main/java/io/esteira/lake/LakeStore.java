package io.esteira.lake;

import java.io.IOException;
import java.nio.file.Path;

/** Where the files of the lake are. A file is there as a whole or not at all, also while it is replaced. Thread-safe. */
interface LakeStore {

    /**
     * Puts a file into its place, over one that stands there.
     *
     * @param path with slashes, from the lake's root on
     * @param file is gone afterwards, or not
     */
    void put(String path, Path file) throws IOException;

    /** Takes a file away, if it is there. */
    void remove(String path) throws IOException;

    /** A new file to be written and then put; whoever asked for it deletes it. */
    Path scratch() throws IOException;
}
