package io.esteira.query;

/** How much one read may ask for. */
public final class Limits {

    public static final int DEFAULT_PAGE = 50;
    public static final int MAX_PAGE = 500;

    /** Rows of a list that has no pages; longer ones are to be described as paged. */
    static final int MAX_CHILDREN = 1_000;

    /** What a list without pages is taken to hold when rows are counted beforehand. */
    public static final int USUAL_CHILDREN = 10;

    /** Rows that one read may return, counted beforehand as if every page were full. */
    static final long MAX_ROWS = 100_000;

    static final int MAX_CONDITIONS = 200;
    static final int MAX_CONDITION_DEPTH = 12;
    static final int MAX_IN = 1_000;

    /** Characters of a text that rows are compared with. */
    static final int MAX_TEXT = 1_000;

    static final int MAX_ORDER_KEYS = 8;

    /** Groups of one aggregate; it is refused, not cut, when there are more and no limit was given. */
    public static final int MAX_GROUPS = 10_000;

    static final int MAX_GROUP_KEYS = 8;

    private Limits() {}
}
