package io.esteira.plant;

import java.util.ArrayList;
import java.util.List;

/** A service of the simulated Protheus that writes. Each request that reaches it is in the ledger. */
interface WritingService {

    static List<WritingService> all(
            PlantDatabase database,
            AppointmentBook book,
            Parameters parameters,
            Faults faults,
            Ledger ledger,
            PlantClock clock) {
        List<WritingService> all = new ArrayList<>();
        AppointmentDialects.all()
                .forEach(dialect -> all.add(new Mata681(dialect, database, book, parameters, faults, ledger, clock)));
        all.add(new Mata250(database, book, parameters, faults, ledger, clock));
        all.add(new LossAppointment(database, book, parameters, faults, ledger, clock));
        return all;
    }

    /** The name that failures and the ledger know it by. */
    String endpoint();

    /** Below the root of all services, in lower case. */
    String path();

    /** What it makes of a request, in one transaction. */
    Reply post(WebRequest request, String branch);

    /** Notes a request that was answered before the routine ran. */
    void recordUnexecuted(WebRequest request, Reply reply);
}
