package io.esteira.plant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures that wait to happen. Several of one kind wait one behind the other. Thread-safe. */
public final class Faults {

    private final List<Fault> armed = new ArrayList<>();

    Faults() {}

    public synchronized void arm(Fault fault) {
        armed.add(fault);
    }

    public synchronized void clear() {
        armed.clear();
    }

    public synchronized void clear(FaultKind kind) {
        armed.removeIf(fault -> fault.kind() == kind);
    }

    public synchronized List<Fault> armed() {
        return List.copyOf(armed);
    }

    /** The failure of this kind that happens now at this endpoint, which counts as having happened; null for none. */
    synchronized @Nullable Fault take(FaultKind kind, String endpoint) {
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = armed.get(i);
            if (fault.kind() == kind && fault.hits(endpoint)) {
                if (fault.after() > 0) {
                    armed.set(i, fault.after(fault.after() - 1));
                    return null;
                }
                wear(i, fault);
                return fault;
            }
        }
        return null;
    }

    /** As {@link #take}, but only in the given variant. */
    synchronized @Nullable Fault take(FaultKind kind, String endpoint, String effect) {
        boolean waiting = armed.stream()
                .anyMatch(fault -> fault.kind() == kind
                        && fault.hits(endpoint)
                        && fault.effect().equals(effect));
        return waiting ? take(kind, endpoint) : null;
    }

    private void wear(int index, Fault fault) {
        if (fault.times() == 1) {
            armed.remove(index);
        } else if (fault.times() > 1) {
            armed.set(index, fault.times(fault.times() - 1));
        }
    }
}
