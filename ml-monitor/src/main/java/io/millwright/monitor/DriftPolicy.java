package io.millwright.monitor;

import io.millwright.Require;
import org.jspecify.annotations.Nullable;

/**
 * From when on a change counts: how large it must be, and how far from chance.
 *
 * <p>A finding is WARNING or DRIFTED only if its effect reaches the threshold <em>and</em> its
 * q-value is at most the false discovery rate. So a hundred rows do not alarm because the PSI of a
 * hundred rows is always large, and a million rows do not because every difference is significant.
 * A field without a finding is INSUFFICIENT if a PSI at the upper threshold could have been chance.
 * Immutable and thread-safe.
 */
public final class DriftPolicy {

  private final double psiWarning;
  private final double psiDrifted;
  private final double shareWarning;
  private final double shareDrifted;
  private final double falseDiscoveryRate;
  private final int minimumRows;

  private DriftPolicy(Builder builder) {
    psiWarning = or(builder.psiWarning, 0.1);
    psiDrifted = or(builder.psiDrifted, 0.25);
    shareWarning = or(builder.shareWarning, 0.02);
    shareDrifted = or(builder.shareDrifted, 0.1);
    falseDiscoveryRate = or(builder.falseDiscoveryRate, 0.05);
    minimumRows = (int) or(builder.minimumRows, 30);
  }

  private static double or(@Nullable Number set, double otherwise) {
    return set == null ? otherwise : set.doubleValue();
  }

  /**
   * PSI 0.1 and 0.25 above chance, changes of a share 0.02 and 0.1, false discovery rate 0.05, at
   * least 30 rows.
   */
  public static DriftPolicy ofDefaults() {
    return builder().build();
  }

  /** A builder; what is not set keeps its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** PSI above chance from which a distribution is WARNING. */
  public double psiWarning() {
    return psiWarning;
  }

  /** PSI above chance from which a distribution is DRIFTED. */
  public double psiDrifted() {
    return psiDrifted;
  }

  /** Change of a share (missing, NaN, unseen, out of range) from which it is WARNING. */
  public double shareWarning() {
    return shareWarning;
  }

  /** Change of a share from which it is DRIFTED. */
  public double shareDrifted() {
    return shareDrifted;
  }

  /** The expected share of false alarms among the alarms of one report is at most this. */
  public double falseDiscoveryRate() {
    return falseDiscoveryRate;
  }

  /** With fewer values nothing is compared. */
  public int minimumRows() {
    return minimumRows;
  }

  DriftVerdict verdict(DriftReason reason, double effect, double qValue) {
    boolean distribution = reason == DriftReason.DISTRIBUTION;
    if (qValue > falseDiscoveryRate || effect < (distribution ? psiWarning : shareWarning)) {
      return DriftVerdict.STABLE;
    }
    return effect >= (distribution ? psiDrifted : shareDrifted)
        ? DriftVerdict.DRIFTED
        : DriftVerdict.WARNING;
  }

  /** Collects settings; each may be set once. Not thread-safe. */
  public static final class Builder {

    private @Nullable Double psiWarning;
    private @Nullable Double psiDrifted;
    private @Nullable Double shareWarning;
    private @Nullable Double shareDrifted;
    private @Nullable Double falseDiscoveryRate;
    private @Nullable Integer minimumRows;

    private Builder() {}

    /**
     * PSI above chance for WARNING and for DRIFTED.
     *
     * @param warning greater than 0
     * @param drifted at least warning
     */
    public Builder psi(double warning, double drifted) {
      requireUnset("psi", psiWarning);
      requireOrder("PSI for drifted", warning, drifted);
      psiWarning = Require.positive("PSI for warning", warning);
      psiDrifted = Require.positive("PSI for drifted", drifted);
      return this;
    }

    /**
     * Change of a share (missing, NaN, unseen, out of range) for WARNING and for DRIFTED.
     *
     * @param warning strictly between 0 and 1
     * @param drifted from warning to 1
     */
    public Builder shareChange(double warning, double drifted) {
      requireUnset("shareChange", shareWarning);
      requireOrder("Share change for drifted", warning, drifted);
      shareWarning = Require.openShare("Share change for warning", warning);
      shareDrifted = Require.share("Share change for drifted", drifted);
      return this;
    }

    /**
     * The expected share of false alarms among alarms.
     *
     * @param rate strictly between 0 and 1
     */
    public Builder falseDiscoveryRate(double rate) {
      requireUnset("falseDiscoveryRate", falseDiscoveryRate);
      falseDiscoveryRate = Require.openShare("False discovery rate", rate);
      return this;
    }

    /**
     * The fewest values that are compared.
     *
     * @param rows at least 1
     */
    public Builder minimumRows(int rows) {
      requireUnset("minimumRows", minimumRows);
      minimumRows = Require.atLeast("Minimum rows", rows, 1);
      return this;
    }

    /** The policy. */
    public DriftPolicy build() {
      return new DriftPolicy(this);
    }

    private static void requireUnset(String setting, @Nullable Object before) {
      if (before != null) {
        throw new IllegalStateException(setting + " must be set once; was " + before + " before.");
      }
    }

    private static void requireOrder(String name, double warning, double drifted) {
      if (drifted < warning) {
        throw Require.violated(name, "at least that for warning, " + warning, drifted);
      }
    }
  }
}
