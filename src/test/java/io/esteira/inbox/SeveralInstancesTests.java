package io.esteira.inbox;

import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.support.HubProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two instances of the hub on one database: what one leaves the other finishes, and nothing is done twice. For long: {@code -Pfaults}. */
@Isolated
class SeveralInstancesTests {

    @Test
    void whatADeadLeaderWasAtIsFinishedOnce() {
        try (Instances instances = new Instances()) {
            HubProcess other = instances.another();
            instances.ready();
            instances
                    .plant()
                    .faults()
                    .arm(Fault.always(FaultKind.F11)
                            .as("slow")
                            .late(Duration.ofSeconds(2))
                            .on("mata681"));
            List<String> references = instances.post(6);
            instances.reads(false);
            instances.changeSource();
            long run = instances.runUnderWay(other);

            other.kill();
            instances.plant().faults().clear();
            instances.reads(true);

            instances.isFinishedByAnother(run);
            instances.areInErpOnce(references);
            instances.noRunWasDoneTwice();
        }
    }
}
