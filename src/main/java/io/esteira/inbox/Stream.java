package io.esteira.inbox;

import io.esteira.platform.Company;

/** One kind of record of one source for one company. */
record Stream(short id, Company company, String source, String entity) {

    /** As people of IT know it; each company has one of its own. */
    String route() {
        return source + '.' + entity;
    }

    @Override
    public String toString() {
        return route() + '/' + company.code();
    }
}
