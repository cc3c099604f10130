package io.esteira.graphql;

/**
 * How a request came over HTTP; stands in the request's GraphQL context. One without it came over WebSocket.
 *
 * @param readOnly it may change nothing, as a link that somebody follows
 * @param streaming it may be answered more than once
 */
record Door(boolean readOnly, boolean streaming) {}
