package io.esteira.graphql;

/** How much the contract tells of itself. */
public enum GraphQlMode {

    /** Everybody with a token may read the schema; what does not fit it is named. For development and the demo. */
    OPEN,

    /** The schema is for IT and integrations alone: no introspection, no GraphiQL, no names in messages for others. */
    HARDENED
}
