package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Examination;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What some companies have and others may lack, where one setting decides for all: it is suggested where all have it. Thread-safe. */
final class FoundOptions {

    private final int companies;
    private final Map<String, Integer> having = new ConcurrentSkipListMap<>();

    FoundOptions(int companies) {
        this.companies = companies;
    }

    /** @param variable set to find out */
    void found(String variable, boolean there) {
        int unused = having.merge(variable, there ? 1 : 0, Integer::sum);
    }

    void suggest(Examination examination) {
        having.forEach((variable, count) -> examination.suggest(variable, count == companies ? "ON" : "AUTO"));
    }
}
