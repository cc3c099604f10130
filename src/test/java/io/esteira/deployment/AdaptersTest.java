package io.esteira.deployment;

import static io.esteira.deployment.SiteFiles.ROOT;
import static io.esteira.deployment.SiteFiles.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each adapter has all that adapters/README.md asks for, under the same names; what a step was forgotten is told by its number. */
class AdaptersTest {

    private static final Set<String> NO_SOURCES = Set.of("spi", "testkit", "plant");

    static List<String> adapters() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("adapters"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !NO_SOURCES.contains(name))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void hasTheSameRolesAsTheOthers(String name) {
        String prefix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String folder = "adapters/" + name;
        String main = folder + "/src/main/java/io/esteira/adapter/" + name + "/" + prefix;
        String tests = folder + "/src/test/java/io/esteira/adapter/" + name + "/" + prefix;
        String variable = "ESTEIRA_ADAPTERS_" + name.toUpperCase(Locale.ROOT);

        SoftAssertions softly = new SoftAssertions();
        names(softly, "1", "adapters/pom.xml", "<module>" + name + "</module>");
        names(softly, "1", "src/pom.xml", "<artifactId>esteira-" + name + "</artifactId>");
        exists(softly, "2", main + "Properties.java");
        names(softly, "2", ".env.example", variable + "_ENABLED=");
        if (SiteFiles.variables().containsKey(variable + "_PASSWORD")) {
            names(
                    softly,
                    "2",
                    "src/main/resources/application-production.yml",
                    "password: ${" + variable + "_PASSWORD:}");
        }
        exists(softly, "4", tests + "SamplesTests.java");
        exists(softly, "4", folder + "/src/test/resources/" + name + "/samples");
        exists(softly, "5", main + "AutoConfiguration.java");
        exists(softly, "5", main + "Doctor.java");
        exists(softly, "5", main + "DoctorConfiguration.java");
        configurations(folder)
                .forEach(configuration -> names(
                        softly,
                        "5",
                        folder
                                + "/src/main/resources/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
                        "io.esteira.adapter." + name + "." + configuration));
        exists(softly, "6", tests + "ContractTests.java");
        exists(softly, "7", folder + "/README.md");
        names(softly, "7", "adapters/README.md", "| [" + name + "](" + name + ") |");
        names(softly, "7", "src/docs/sites/README.md", "](" + name + ".md) | [" + name + ".pt-BR.md](");
        softly.assertAll();
    }

    private static List<String> configurations(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder + "/src/main/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Configuration.java"))
                    .map(file -> file.replace(".java", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void exists(SoftAssertions softly, String step, String file) {
        softly.assertThat(ROOT.resolve(file)).as("step " + step).exists();
    }

    /** Without the file's text, which would hide the sentence. */
    private static void names(SoftAssertions softly, String step, String file, String text) {
        softly.assertThat(Files.exists(ROOT.resolve(file)) && read(file).contains(text))
                .as("step %s: %s names %s", step, file, text)
                .isTrue();
    }
}
