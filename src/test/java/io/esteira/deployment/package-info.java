/** The files by which sites deploy the hub. */
@NullMarked
package io.esteira.deployment;

import org.jspecify.annotations.NullMarked;
