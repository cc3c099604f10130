/**
 * What the contract answers, worked out the plain way: rows in memory, followed, filtered, ordered and counted one by one under
 * graphql-java's own execution; and the random data and questions to hold the compiled reads against it. Knows the contract and the
 * directives of the schema, nothing of {@code io.esteira.query}.
 */
@NullMarked
package io.esteira.graphql.oracle;

import org.jspecify.annotations.NullMarked;
