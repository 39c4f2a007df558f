package io.millwright.features.window;

import io.millwright.Require;
import java.time.Duration;

/**
 * An exponentially weighted mean, waiting for its decay. Made by {@link Windows#ewm}. Immutable.
 *
 * <p>{@code sum w_i x_i / sum w_i} with {@code w_i = (1 - alpha)^age}, where age counts rows, those
 * without a value too. A row without a value leaves the mean as it is; missing before the first
 * value. Constant memory and time a row.
 *
 * @see <a href="https://pandas.pydata.org/docs/user_guide/window.html">pandas, exponentially
 *     weighted window: adjust and ignore_na</a>
 */
public final class Ewm {

  private final String field;
  private final boolean recursive;
  private final boolean skipMissing;

  Ewm(String field, boolean recursive, boolean skipMissing) {
    this.field = field;
    this.recursive = recursive;
    this.skipMissing = skipMissing;
  }

  /**
   * {@code y = (1 - alpha) y' + alpha x} from the first value on, instead of the weighted mean;
   * after rows without a value the old weight has decayed further and both are divided by their
   * sum. Not for a half-life in time.
   */
  public Ewm recursive() {
    return new Ewm(field, true, skipMissing);
  }

  /** Ages count only rows with a value. Not for a half-life in time. */
  public Ewm ignoringMissing() {
    return new Ewm(field, recursive, true);
  }

  /** With {@code 0 < alpha < 1}. */
  public WindowFeature alpha(double alpha) {
    return rows("alpha" + Shape.shown(alpha), Require.openShare("alpha", alpha));
  }

  /** With {@code alpha = 2 / (span + 1)}; span above 1. */
  public WindowFeature span(double span) {
    if (!(span > 1 && span < Double.POSITIVE_INFINITY)) {
      throw Require.violated("span", "finite and above 1", span);
    }
    return rows("span" + Shape.shown(span), 2 / (span + 1));
  }

  /** With {@code alpha = 1 - exp(-ln 2 / rows)}: after so many rows a weight is halved. */
  public WindowFeature halflife(double rows) {
    double alpha = -StrictMath.expm1(-StrictMath.log(2) / Require.positive("halflife", rows));
    return rows("halflife" + Shape.shown(rows), alpha);
  }

  /**
   * By time instead of rows: {@code w_i = 2^(-(t - t_i) / halflife)}.
   *
   * @throws IllegalArgumentException if {@link #recursive()} or {@link #ignoringMissing()} is set
   */
  public WindowFeature halflife(Duration halflife) {
    if (recursive || skipMissing) {
      throw Require.violated(
          "Ewm of '" + field + "' by time",
          "neither recursive nor ignoringMissing, which are about rows",
          recursive ? "recursive" : "ignoringMissing");
    }
    Span span = Span.of("Half-life of '" + field + "'", halflife);
    return WindowFeature.of(
        field, new Shape.Ewm("halflife" + span.suffix(), 0, span.nanos(), false, false));
  }

  private WindowFeature rows(String label, double alpha) {
    return WindowFeature.of(field, new Shape.Ewm(label, 1 - alpha, 0, recursive, skipMissing));
  }
}
