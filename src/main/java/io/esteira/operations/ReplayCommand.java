package io.esteira.operations;

import io.esteira.adapter.Inbox;
import io.esteira.adapter.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Hands recorded payloads to the inbox, as if their source had sent them now. */
@CommandLine.Command(
        name = "replay",
        description = {
            "Hands a folder of recorded payloads to the inbox. / Entrega ao hub uma pasta de registros gravados.",
            "Each file ENTITY/NAME.json holds {\"company\", \"sourceKey\", \"payload\"}; *.expected.json files are skipped."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private final Hub hub;

    @CommandLine.Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "the adapter that recorded them, such as csw")
    private String source;

    @CommandLine.Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "the folder with one sub-folder per entity")
    private Path folder;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    ReplayCommand(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(spec.commandLine(), folder + " is not a folder");
        }
        Page records = Page.history(RecordedPayloads.read(source, folder));
        return hub.use(context -> {
            Inbox.Receipt receipt = context.getBean(Inbox.class).receive(records);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d recebidos/received, %d novos ou mudados/new or changed, %d em quarentena/in quarantine%n",
                            receipt.received(), receipt.stored(), receipt.quarantined());
            return 0;
        });
    }
}
