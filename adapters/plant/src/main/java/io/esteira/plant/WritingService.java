package io.esteira.plant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service of the simulated Protheus that writes. Each request that reaches it is in the ledger, in the transaction of its effect.
 * Thread-safe.
 */
abstract class WritingService {

    private static final List<FaultKind> BUSINESS =
            List.of(FaultKind.F28, FaultKind.F29, FaultKind.F30, FaultKind.F31, FaultKind.F32);

    protected final Parts parts;

    private final String endpoint;
    private final String path;

    /**
     * @param endpoint the name that failures and the ledger know it by
     * @param path below the root of all services, in lower case
     */
    WritingService(String endpoint, String path, Parts parts) {
        this.endpoint = endpoint;
        this.path = path;
        this.parts = parts;
    }

    /** What all of them work with. */
    record Parts(
            PlantDatabase database,
            AppointmentBook book,
            Parameters parameters,
            Faults faults,
            Ledger ledger,
            PlantClock clock) {}

    /** What a routine did: its answer, and its row, if it wrote one. */
    protected record Outcome(Reply reply, @Nullable Long recno) {

        static Outcome refused(Reply reply) {
            return new Outcome(reply, null);
        }
    }

    static List<WritingService> all(Parts parts) {
        List<WritingService> all = new ArrayList<>();
        AppointmentDialects.all().forEach(dialect -> all.add(new Mata681(dialect, parts)));
        all.add(new Mata250(parts));
        all.add(new Sfca314(parts));
        all.add(new LossAppointment(parts));
        all.add(new StopReports(parts));
        return all;
    }

    final String endpoint() {
        return endpoint;
    }

    /** Whether a request to this address, below the root of all services, is one that it carries out. */
    boolean takes(String method, String path) {
        return path.toLowerCase(Locale.ROOT).equals(this.path);
    }

    /** What the routine makes of a request; within a transaction. */
    protected abstract Outcome execute(WebRequest request, String branch);

    /** The order that a request is about; blank where it names none. */
    protected abstract String orderOf(WebRequest request);

    /** By what the service knows a message again; blank where it does not. */
    protected String messageId(WebRequest request) {
        return "";
    }

    /** What it makes of a request, in one transaction. */
    final Reply post(WebRequest request, String branch) {
        return parts.database().inTransaction(() -> {
            Outcome outcome = execute(request, branch);
            note(request, outcome, true);
            return outcome.reply();
        });
    }

    /** Notes a request that was answered before the routine ran. */
    final void recordUnexecuted(WebRequest request, Reply reply) {
        parts.database().runInTransaction(() -> note(request, Outcome.refused(reply), false));
    }

    private void note(WebRequest request, Outcome outcome, boolean processed) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("request", request.body());
        String message = messageId(request);
        if (!message.isEmpty()) {
            detail.put("message", message);
            detail.put("processed", processed);
        }
        detail.put("committed", outcome.recno() != null);
        if (outcome.recno() != null) {
            detail.put("recno", outcome.recno());
        }
        detail.put("status", outcome.reply().status());
        detail.put("answer", outcome.reply().text());
        parts.ledger().append(ledgerKind(), "LATICINIO", orderOf(request), detail);
    }

    protected final String ledgerKind() {
        return "protheus." + endpoint();
    }

    /** The refusal by the business that a fault orders, whatever the request. */
    protected final Optional<Refusal> ordered() {
        return BUSINESS.stream()
                .flatMap(kind -> Optional.ofNullable(parts.faults().take(kind, endpoint())).stream())
                .findFirst()
                .map(Refusal::of);
    }

    /**
     * Why what is there already is refused: by an armed failure, or because the parameter takes nothing twice.
     *
     * @param there whether a row with the natural key is there
     */
    protected final Optional<Refusal> repeated(boolean there) {
        if (!there) {
            return Optional.empty();
        }
        Fault fault = parts.faults().take(FaultKind.F12, endpoint());
        if (fault == null && parts.parameters().isOn(Parameter.DUPLICATES)) {
            return Optional.empty();
        }
        boolean total = fault != null && fault.effect().equals("optot");
        return Optional.of(total ? Refusal.OPERATION_TOTAL : Refusal.DUPLICATE);
    }

    protected final boolean isPeriodClosed(LocalDate day) {
        return parts.parameters().isClosed(day);
    }
}
