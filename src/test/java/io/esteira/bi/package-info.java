/** The views for BI tools, asked by real logins. */
@NullMarked
package io.esteira.bi;

import org.jspecify.annotations.NullMarked;
