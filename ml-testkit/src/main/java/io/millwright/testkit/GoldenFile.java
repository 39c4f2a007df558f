package io.millwright.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The golden set that a test's parameter of type {@link GoldenSet} is read from; needs {@link
 * MillwrightExtension}.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface GoldenFile {

  /**
   * File name inside the folder of golden sets, for example {@code loans-v3.jsonl}. The folder is
   * {@code src/test/goldens} unless the configuration parameter {@link
   * MillwrightExtension#GOLDEN_FOLDER} says otherwise.
   */
  String value();
}
