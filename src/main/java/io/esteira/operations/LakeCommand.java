package io.esteira.operations;

import io.esteira.lake.LakeExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Brings the lake up to date now. */
@CommandLine.Command(
        name = "lake",
        description =
                "Exports to the lake what has changed since the last time. / Exporta para o lake o que mudou desde a última vez.",
        mixinStandardHelpOptions = true)
final class LakeCommand implements Callable<Integer> {

    private final Hub hub;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    LakeCommand(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        return hub.use(context -> {
            Optional<Long> rows = export(context.getBean(LakeExport.class));
            spec.commandLine()
                    .getOut()
                    .println(rows.map(count -> count + " linhas/rows")
                            .orElse("outra instância está exportando/another instance is exporting"));
            return rows.isPresent() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private static Optional<Long> export(LakeExport lake) {
        try {
            return lake.export();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
