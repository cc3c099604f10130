package io.esteira.graphql;

import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.query.ReadRefused;
import io.esteira.subcontracting.AgreedCapacity;
import io.esteira.subcontracting.SubcontractOrders;
import io.esteira.subcontracting.SubcontractOrders.SubcontractOrder;
import io.esteira.subcontracting.SubcontractStatus;
import io.esteira.subcontracting.Subcontracting;
import io.esteira.subcontracting.Subcontracting.Answer;
import io.esteira.subcontracting.SubcontractingTexts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** What was agreed with subcontractors, and how far they are. The rows within the answers are read by the engine, by their internal ids. */
@Controller
class SubcontractingController {

    record SaveSubcontractCapacitiesInput(
            String company,
            String subcontractor,
            String phase,
            List<AgreedCapacity> capacities,
            @Nullable String note) {}

    record SetSubcontractorCalendarInput(
            String company, String subcontractor, @Nullable String calendar) {}

    record SetSubcontractStatusInput(
            String order,
            @Nullable String subcontractor,
            SubcontractStatus status,
            @Nullable String note,
            @Nullable LocalDate promisedOn) {}

    record SubcontractorPayload(long subcontractorId) {}

    record SubcontractStatusPayload(long entryId) {}

    private final Subcontracting subcontracting;
    private final SubcontractOrders orders;
    private final Callers callers;

    SubcontractingController(Subcontracting subcontracting, SubcontractOrders orders, Callers callers) {
        this.subcontracting = subcontracting;
        this.orders = orders;
        this.callers = callers;
    }

    @MutationMapping
    Object saveSubcontractCapacities(@Argument SaveSubcontractCapacitiesInput input) {
        return subcontractor(subcontracting.saveCapacities(
                callers.current(),
                input.company(),
                input.subcontractor(),
                input.phase(),
                input.capacities(),
                input.note()));
    }

    @MutationMapping
    Object removeSubcontractCapacity(@Argument String id) {
        return PublicId.find(id, "SubcontractCapacity")
                .map(capacity -> subcontractor(subcontracting.removeCapacity(callers.current(), capacity)))
                .orElseGet(SubcontractingTexts::capacityNotFound);
    }

    @MutationMapping
    Object setSubcontractorCalendar(@Argument SetSubcontractorCalendarInput input) {
        return subcontractor(subcontracting.setCalendar(
                callers.current(), input.company(), input.subcontractor(), input.calendar()));
    }

    @MutationMapping
    Object setSubcontractStatus(@Argument SetSubcontractStatusInput input) {
        Optional<UUID> order = PublicId.find(input.order(), "ProductionOrder");
        if (order.isEmpty()) {
            return SubcontractingTexts.orderNotFound();
        }
        Subcontracting.Told told = new Subcontracting.Told(input.status(), input.note(), input.promisedOn());
        return switch (subcontracting.tell(callers.current(), order.get(), input.subcontractor(), told)) {
            case Answer.Done done -> new SubcontractStatusPayload(done.id());
            case Answer.Refused refused -> refused.refusal();
        };
    }

    @QueryMapping
    List<SubcontractOrder> subcontractOrders(
            @Argument String company,
            @Argument @Nullable String subcontractor,
            @Argument @Nullable String phase,
            @Argument @Nullable SubcontractStatus status,
            @Argument @Nullable Boolean late) {
        Caller caller = callers.current();
        if (!orders.mayRead(caller)) {
            throw new AccessDeniedException("orders of subcontractors");
        }
        return orders.of(caller, company, new SubcontractOrders.Wanted(subcontractor, phase, status, late))
                .orElseThrow(() -> ReadRefused.badInput("There is no such company."));
    }

    private static Object subcontractor(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> new SubcontractorPayload(done.id());
            case Answer.Refused refused -> refused.refusal();
        };
    }
}
