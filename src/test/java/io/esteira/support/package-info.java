/** What tests share: databases, hand-written fakes. */
@NullMarked
package io.esteira.support;

import org.jspecify.annotations.NullMarked;
