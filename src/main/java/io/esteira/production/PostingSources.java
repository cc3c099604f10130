package io.esteira.production;

/** The sources whose postings the hub knows how to tell apart: those that it also reads or writes. */
public interface PostingSources {

    /** Whether a source of exactly this name serves the company. */
    boolean serves(String source, String company);
}
