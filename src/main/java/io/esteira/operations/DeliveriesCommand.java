package io.esteira.operations;

import io.esteira.delivery.DeliveryDesk;
import io.esteira.delivery.DeskAnswer;
import io.esteira.platform.SqlFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "deliveries",
        description = {
            "Lists deliveries to ERPs that have not ended, or those of a state.",
            "Lista as entregas aos ERPs que não terminaram, ou as de um estado."
        },
        mixinStandardHelpOptions = true)
final class DeliveriesCommand implements Callable<Integer> {

    private static final String LIST = SqlFile.read(DeliveriesCommand.class, "list-deliveries.sql");

    private final Beans hub;

    @CommandLine.Mixin
    private Listing listing = new Listing();

    @CommandLine.Option(names = "--company", description = "Only of this company. / Só desta empresa.")
    private @Nullable String company;

    @CommandLine.Option(names = "--state", description = "REJECTED, HELD, RETRYING, …")
    private @Nullable String state;

    @CommandLine.Option(names = "--most", defaultValue = "100", description = "How many. / Quantas.")
    private int most;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    DeliveriesCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> only = new HashMap<>();
        only.put("company", company);
        only.put("state", state == null ? null : state.toUpperCase(Locale.ROOT));
        only.put("most", Math.max(most, 0));
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            listing.tell(desk.out(), desk.rows(LIST, only));
            return Desk.DONE;
        });
    }

    @CommandLine.Command(
            description = {
                "Has a delivery tried again; what the ERP has already is not sent.",
                "Tenta uma entrega de novo; o que o ERP já tem não é enviado."
            },
            mixinStandardHelpOptions = true)
    int resend(
            @CommandLine.Parameters(paramLabel = "ID", description = "As listed. / Como listado.") String id,
            @CommandLine.Option(names = "--reason", description = "Why. / Por quê.") @Nullable String reason) {
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            return switch (desk.bean(DeliveryDesk.class).resend(desk.caller(), desk.id(id), null, reason)) {
                case DeskAnswer.Done done -> {
                    desk.out().println(id);
                    yield Desk.DONE;
                }
                case DeskAnswer.Refused refused -> desk.refuse(refused.refusal());
            };
        });
    }
}
