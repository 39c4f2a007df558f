package io.millwright.features.window;

import java.util.Locale;

/** What is told of the values of a window. */
enum Stat {
  COUNT,
  SUM,
  MEAN,
  STD,
  MIN,
  MAX,
  MEDIAN;

  String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the number is in the unit of the values. */
  boolean inUnit() {
    return this != COUNT;
  }
}
