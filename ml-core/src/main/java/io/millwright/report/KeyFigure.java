package io.millwright.report;

import java.util.Objects;

/**
 * One labelled value, already written as text, with an optional remark and tone.
 *
 * <p>Example: {@code KeyFigure.of("ROC-AUC", "0.913").note("95 % interval 0.897 to 0.929")}.
 * Thread-safe: yes, immutable.
 *
 * @param label what it is, not blank
 * @param value how much it is, as the reader shall see it, not blank
 * @param note a remark below the value; empty for none
 * @param tone how to take it
 */
public record KeyFigure(String label, String value, String note, Tone tone) {

  /** Checks that label and value have text. */
  public KeyFigure {
    Checks.filled("Key figure label", label);
    Checks.filled("Value of " + Checks.named("key figure", label), value);
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(tone, "tone");
  }

  /** A figure without note, in neutral tone. */
  public static KeyFigure of(String label, String value) {
    return new KeyFigure(label, value, "", Tone.NEUTRAL);
  }

  /** The same figure with this remark. */
  public KeyFigure note(String remark) {
    return new KeyFigure(label, value, remark, tone);
  }

  /** The same figure in this tone. */
  public KeyFigure tone(Tone other) {
    return new KeyFigure(label, value, note, other);
  }
}
