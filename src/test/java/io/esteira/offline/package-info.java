/** An app of the shop floor that is offline often, as src/docs/offline.md tells how to write one. */
@org.jspecify.annotations.NullMarked
package io.esteira.offline;
