package io.millwright.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The seed that a test's parameter of type {@link io.millwright.Seed} gets; needs {@link
 * MillwrightExtension}. A failure names it.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Seeded {

  /** The number of the seed. */
  long value();
}
