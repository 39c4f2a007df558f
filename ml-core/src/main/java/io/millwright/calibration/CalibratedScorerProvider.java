package io.millwright.calibration;

import io.millwright.model.Scorer;
import io.millwright.model.spi.ScorerProvider;

/** Reads {@link CalibratedScorer}s. Stateless. */
public final class CalibratedScorerProvider implements ScorerProvider {

  /** The kind that calibrated scorers are stored as. */
  public static final String KIND = "calibrated";

  /** For {@link java.util.ServiceLoader}. */
  public CalibratedScorerProvider() {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Scorer read(String json) {
    return CalibratedScorer.read(json);
  }
}
