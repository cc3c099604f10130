package io.esteira.inbox;

import io.esteira.platform.Company;

/** One kind of record of one source for one company. */
record Stream(short id, Company company, String source, String entity) {

    @Override
    public String toString() {
        return source + '.' + entity + '/' + company.code();
    }
}
