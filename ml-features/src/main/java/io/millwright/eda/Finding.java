package io.millwright.eda;

import io.millwright.report.Tone;

/**
 * One thing worth a look.
 *
 * @param tone how bad it is
 * @param weight orders findings of one tone, greatest first
 * @param about the column, or what else it is about
 * @param text what was seen
 * @param next what to do about it
 */
record Finding(Tone tone, double weight, String about, String text, String next) {

  static Finding bad(double weight, String about, String text, String next) {
    return new Finding(Tone.BAD, weight, about, text, next);
  }

  static Finding warning(double weight, String about, String text, String next) {
    return new Finding(Tone.WARNING, weight, about, text, next);
  }

  static Finding note(double weight, String about, String text, String next) {
    return new Finding(Tone.NEUTRAL, weight, about, text, next);
  }

  int severity() {
    return switch (tone) {
      case BAD -> 0;
      case WARNING -> 1;
      case NEUTRAL -> 2;
      case GOOD -> 3;
    };
  }
}
