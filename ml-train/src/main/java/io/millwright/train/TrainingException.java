package io.millwright.train;

import io.millwright.MillwrightException;

/** No usable model can be learnt from these rows: names the feature or the label at fault. */
public final class TrainingException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  /** A fault of the data. */
  public TrainingException(String message) {
    super("training", message);
  }

  /** A failure of the library that trains. */
  public TrainingException(String message, Throwable cause) {
    super("training", message, cause);
  }
}
