package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ScratchFolderTests {

    @TempDir
    Path all;

    private static Process sleeping(Path program) throws IOException {
        return new ProcessBuilder(program.toString(), "600").start();
    }

    private static Process sleeping() throws IOException {
        return sleeping(Path.of("/bin/sleep"));
    }

    /** The number of a process that there is no more. */
    private static long dead() throws IOException, InterruptedException {
        Process process = sleeping();
        process.destroy();
        assertThat(process.waitFor()).isNotZero();
        return process.pid();
    }

    private Path folderOf(long process, long postmaster) throws IOException {
        Path data = Files.createDirectories(all.resolve(Long.toString(process)).resolve("plant/pg"));
        return Files.writeString(data.resolve("postmaster.pid"), postmaster + "\n/data\n");
    }

    @Test
    void aFolderIsNewAndGoesWithAllThatIsInIt() throws IOException {
        Path one = ScratchFolder.create("plant");
        Path other = ScratchFolder.create("plant");
        Files.createDirectories(one.resolve("pg/base"));

        ScratchFolder.delete(one);

        assertThat(one).doesNotExist();
        assertThat(other).isEmptyDirectory();
        ScratchFolder.delete(other);
    }

    @Test
    void whatAProcessLeftThatWasKilledGoesWithItsDatabase(@TempDir Path programs) throws Exception {
        // given
        Path postgres = Files.copy(Path.of("/bin/sleep"), programs.resolve("postgres"));
        Process server = sleeping(postgres);
        Path left = folderOf(dead(), server.pid());

        // when
        ScratchFolder.removeLeftOvers(all);

        // then
        assertThat(left).doesNotExist();
        assertThat(server.waitFor()).isNotZero();
    }

    @Test
    void whatLivesStaysAndNobodyElseIsEnded() throws Exception {
        // given
        Process tests = sleeping();
        Process another = sleeping();
        Path inUse = folderOf(tests.pid(), another.pid());
        Path left = folderOf(dead(), another.pid());

        // when
        ScratchFolder.removeLeftOvers(all);

        // then
        assertThat(inUse).exists();
        assertThat(left).doesNotExist();
        assertThat(another.isAlive()).isTrue();
        tests.destroy();
        another.destroy();
    }
}
