package io.esteira.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of people at the console, in Chromium; where it or its driver is missing they are skipped. All such classes of a run
 * share one {@link Demo}, which they take as a parameter, and run beside each other: what a test changes or counts is its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OneDemo.class)
@interface InBrowser {}
