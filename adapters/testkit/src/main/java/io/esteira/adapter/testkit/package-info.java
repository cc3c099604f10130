/** What adapters are tested with: the contract that all keep, a runner for payload samples, and the hub's side by hand. */
@NullMarked
package io.esteira.adapter.testkit;

import org.jspecify.annotations.NullMarked;
