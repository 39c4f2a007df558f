package io.millwright.evidence;

import io.millwright.Require;
import java.util.function.Function;

/** A number with its uncertainty, or the reason why there is none. Never NaN. */
public sealed interface Estimate {

  /**
   * A number that could be computed.
   *
   * @param value the point estimate, finite
   * @param interval where the true value lies with the interval's confidence
   * @param support rows it rests on, at least 1
   */
  record Measured(double value, Interval interval, long support) implements Estimate {
    public Measured {
      Require.finite("Estimate", value);
      Require.atLeast("Support", support, 1);
    }
  }

  /**
   * A number that does not exist for these rows.
   *
   * @param reason why, for example {@code "the holdout has one class only"}
   * @param support rows looked at
   */
  record Undefined(String reason, long support) implements Estimate {
    public Undefined {
      Require.notBlank("Reason", reason);
    }
  }

  /**
   * An interval of confidence.
   *
   * @param low lower end, at most {@code high}; may be -∞
   * @param high upper end; may be +∞
   * @param level confidence, strictly between 0 and 1, for example 0.95
   * @param method how it was made, for example {@code "percentile bootstrap, 1000 replicates"}
   */
  record Interval(double low, double high, double level, String method) {
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "Interval must have low <= high; was " + low + " to " + high + ".");
      }
      Require.openShare("Level", level);
    }
  }

  /** Rows it rests on. */
  long support();

  /** Exactly one of the functions, by kind. */
  default <T> T match(Function<Measured, T> measured, Function<Undefined, T> undefined) {
    return this instanceof Measured m ? measured.apply(m) : undefined.apply((Undefined) this);
  }
}
