package io.esteira.adapter;

import io.esteira.adapter.canonical.CanonicalChange;
import java.util.List;

/** What a mapper made of a record. */
public sealed interface MappingResult {

    /** The canonical changes, in the order in which they are to be applied. */
    record Mapped(List<CanonicalChange> changes) implements MappingResult {
        public Mapped {
            changes = List.copyOf(changes);
        }
    }

    /** The record cannot be used; a person has to mend it at the source, or the mapping. */
    record Rejected(List<Issue> issues) implements MappingResult {
        public Rejected {
            issues = List.copyOf(issues);
            if (issues.isEmpty()) {
                throw new IllegalArgumentException("a rejected record needs at least one issue");
            }
        }
    }

    /** The record is sound and says nothing that the hub keeps. */
    record Ignored(String reason) implements MappingResult {}

    static MappingResult of(CanonicalChange... changes) {
        return new Mapped(List.of(changes));
    }

    static MappingResult rejected(IssueCode code, String field, String message) {
        return new Rejected(List.of(new Issue(code, field, message)));
    }
}
