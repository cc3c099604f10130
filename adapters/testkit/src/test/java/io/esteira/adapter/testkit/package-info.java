@NullMarked
package io.esteira.adapter.testkit;

import org.jspecify.annotations.NullMarked;
