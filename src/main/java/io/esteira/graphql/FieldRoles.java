package io.esteira.graphql;

import static java.util.Map.entry;

import io.esteira.alerts.AlertDesk;
import io.esteira.calendar.WorkCalendars;
import io.esteira.delivery.DeliveryDesk;
import io.esteira.downtime.Downtimes;
import io.esteira.inbox.QuarantineDesk;
import io.esteira.inbox.RouteDesk;
import io.esteira.inbox.SourceDesk;
import io.esteira.jobs.Jobs;
import io.esteira.leadtime.LeadTimeGoals;
import io.esteira.leadtime.LeadTimes;
import io.esteira.legacy.ClientKeys;
import io.esteira.lineage.Lineages;
import io.esteira.mapping.CodeMappings;
import io.esteira.operations.SourceDiagnoses;
import io.esteira.planning.PhaseBoard;
import io.esteira.planning.PlanComparisons;
import io.esteira.planning.Plans;
import io.esteira.planning.Targets;
import io.esteira.platform.Role;
import io.esteira.production.Postings;
import io.esteira.query.Catalog;
import io.esteira.reconciliation.Reconciliations;
import io.esteira.subcontracting.SubcontractOrders;
import io.esteira.subcontracting.Subcontracting;
import java.util.List;
import java.util.Map;

/**
 * The roles that each root field needs. Of collections the schema says it; of all others these are the very lists that their capabilities
 * hold callers to, so that what is told is what is done.
 */
final class FieldRoles {

    /** Whoever has a role at all. */
    static final List<Role> ANY = List.of(Role.values());

    private static final Map<String, List<Role>> OF_QUERIES = Map.ofEntries(
            entry("codeMappingSuggestions", CodeMappings.MAY_READ),
            entry("dataDictionary", DictionaryController.MAY_READ),
            entry("exportCodeMappings", CodeMappings.MAY_READ),
            entry("keptPhaseTargets", Targets.MAY_READ),
            entry("leadTimes", LeadTimes.MAY_READ),
            entry("lineage", Lineages.MAY_READ),
            entry("me", ANY),
            entry("nextOrdersToPull", Targets.MAY_READ),
            entry("phaseQueueOrigins", Targets.MAY_READ),
            entry("phaseStays", LeadTimes.MAY_READ),
            entry("phaseTargetChanges", Targets.MAY_READ),
            entry("phaseTargetOrders", Targets.MAY_READ),
            entry("phaseTargetScenarios", Targets.MAY_READ),
            entry("phaseTargets", Targets.MAY_READ),
            entry("planningComparison", PlanComparisons.MAY_READ),
            entry("rights", ANY),
            entry("subcontractOrders", SubcontractOrders.MAY_READ),
            entry("subcontractorTargets", Targets.MAY_READ),
            entry("workDays", ANY));

    private static final Map<String, List<Role>> OF_MUTATIONS = Map.ofEntries(
            entry("addMaintenance", SourceDesk.MAY_STEER),
            entry("backfillRoute", RouteDesk.MAY_STEER),
            entry("cancelDelivery", DeliveryDesk.MAY_DECIDE),
            entry("acknowledgeAlert", AlertDesk.MAY_ACKNOWLEDGE),
            entry("cancelJob", Jobs.MAY_CANCEL),
            entry("closeDeliveryByHand", DeliveryDesk.MAY_DECIDE),
            entry("createClientKey", ClientKeys.MAY_CHANGE),
            entry("diagnoseSource", SourceDiagnoses.MAY_DIAGNOSE),
            entry("discardQuarantine", QuarantineDesk.MAY_DECIDE),
            entry("discardQuarantineMatching", QuarantineDesk.MAY_DECIDE),
            entry("editQuarantine", QuarantineDesk.MAY_DECIDE),
            entry("endMaintenance", SourceDesk.MAY_STEER),
            entry("importCodeMappings", CodeMappings.MAY_CHANGE),
            entry("importPostings", Postings.MAY_IMPORT),
            entry("justifyDelay", PhaseBoard.MAY_JUSTIFY),
            entry("keepPhaseTargets", Plans.MAY_CHANGE),
            entry("pauseRoute", RouteDesk.MAY_STEER),
            entry("postProduction", Postings.MAY_POST),
            entry("healReconciliation", Reconciliations.MAY_RECONCILE),
            entry("reconcile", Reconciliations.MAY_RECONCILE),
            entry("removeCalendarDay", WorkCalendars.MAY_CHANGE),
            entry("removeCodeMapping", CodeMappings.MAY_CHANGE),
            entry("removeLeadTimeGoal", LeadTimeGoals.MAY_CHANGE),
            entry("removePhaseWindow", Plans.MAY_CHANGE),
            entry("removeSubcontractCapacity", Subcontracting.MAY_AGREE),
            entry("reopenQuarantine", QuarantineDesk.MAY_DECIDE),
            entry("reopenQuarantineMatching", QuarantineDesk.MAY_DECIDE),
            entry("replayQuarantine", QuarantineDesk.MAY_DECIDE),
            entry("replayQuarantineMatching", QuarantineDesk.MAY_DECIDE),
            entry("replayQueue", ANY),
            entry("reportDowntime", Downtimes.MAY_REPORT),
            entry("resendDelivery", DeliveryDesk.MAY_DECIDE),
            entry("resumeRoute", RouteDesk.MAY_STEER),
            entry("reverseDowntime", Downtimes.MAY_REPORT),
            entry("reversePosting", Postings.MAY_POST),
            entry("revokeClientKey", ClientKeys.MAY_CHANGE),
            entry("runRoute", RouteDesk.MAY_STEER),
            entry("saveCodeMapping", CodeMappings.MAY_CHANGE),
            entry("saveLeadTimeGoal", LeadTimeGoals.MAY_CHANGE),
            entry("savePlan", Plans.MAY_CHANGE),
            entry("savePlanningRules", Plans.MAY_CHANGE),
            entry("saveSubcontractCapacities", Subcontracting.MAY_AGREE),
            entry("saveWorkCalendar", WorkCalendars.MAY_CHANGE),
            entry("setCalendarDays", WorkCalendars.MAY_CHANGE),
            entry("setPhaseWindow", Plans.MAY_CHANGE),
            entry("setRouteCadence", RouteDesk.MAY_STEER),
            entry("setSourceBudget", SourceDesk.MAY_STEER),
            entry("setSubcontractStatus", Subcontracting.MAY_TELL),
            entry("setSubcontractorCalendar", Subcontracting.MAY_AGREE));

    private static final Map<String, List<Role>> OF_SUBSCRIPTIONS = Map.of("phaseTargetsChanged", Targets.MAY_READ);

    private final Catalog catalog;

    FieldRoles(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The roles of which a caller needs one.
     *
     * @throws IllegalStateException when nothing says who may use the field
     */
    List<Role> of(OperationKind kind, String field) {
        Map<String, List<Role>> named =
                switch (kind) {
                    case QUERY -> OF_QUERIES;
                    case MUTATION -> OF_MUTATIONS;
                    case SUBSCRIPTION -> OF_SUBSCRIPTIONS;
                };
        List<Role> roles = named.get(field);
        return roles != null
                ? roles
                : catalog.readersOf(kind.root(), field)
                        .orElseThrow(() -> new IllegalStateException("nothing says who may use " + field));
    }
}
