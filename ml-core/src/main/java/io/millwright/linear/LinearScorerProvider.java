package io.millwright.linear;

import io.millwright.model.Scorer;
import io.millwright.model.spi.ScorerProvider;

/** Reads {@link LinearScorer}s. Stateless. */
public final class LinearScorerProvider implements ScorerProvider {

  /** The kind that linear scorers are stored as. */
  public static final String KIND = "linear";

  /** For {@link java.util.ServiceLoader}. */
  public LinearScorerProvider() {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Scorer read(String json) {
    return LinearJson.read(json);
  }
}
