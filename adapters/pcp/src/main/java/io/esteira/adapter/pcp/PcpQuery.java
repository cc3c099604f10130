package io.esteira.adapter.pcp;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is read of the planning database.
 *
 * @param entity also the name of the file that reads it
 * @param saved what was saved, which may lie on the second server: asked by the codes of plans
 * @param kept whether a row that vanishes stays known
 */
record PcpQuery(String entity, Set<String> after, boolean saved, boolean kept) {

    static List<PcpQuery> all(PcpProperties properties) {
        return Stream.of(
                        new PcpQuery("plans", Set.of(), false, true),
                        new PcpQuery("windows", Set.of("plans"), false, false),
                        new PcpQuery("days-off", Set.of(), false, false),
                        new PcpQuery("justifications", Set.of(), false, true),
                        new PcpQuery("capacities", Set.of(), false, false),
                        new PcpQuery("lead-times", Set.of(), false, false),
                        new PcpQuery("responsibles", Set.of(), false, false),
                        new PcpQuery("statuses", Set.of(), false, true),
                        new PcpQuery("saved-targets", Set.of("plans"), true, true))
                .filter(query -> properties.savedTargets() || !query.saved())
                .toList();
    }
}
