package io.millwright.artifact;

import io.millwright.MillwrightException;
import java.util.List;

/**
 * A bundle was refused as a whole because it is damaged, foreign, too large or was changed.
 *
 * <p>{@link #faults()} lists everything that was found wrong, in the order of the bundle; {@link
 * #code()} is the code of the first. Nothing of a refused bundle is usable.
 */
public final class ArtifactException extends MillwrightException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  private final transient List<ArtifactFault> faults;

  ArtifactException(List<ArtifactFault> faults) {
    super(faults.get(0).code(), text(faults));
    this.faults = List.copyOf(faults);
  }

  /** An exception over one fault found in what a bundle's parts hold, with its cause. */
  public ArtifactException(String code, String message, Throwable cause) {
    super(code, message, cause);
    this.faults = List.of(new ArtifactFault(code, message));
  }

  /** An exception over one fault found in what a bundle's parts hold. */
  public static ArtifactException of(String code, String message) {
    return new ArtifactException(List.of(new ArtifactFault(code, message)));
  }

  /** Everything that was found wrong; never empty. */
  public List<ArtifactFault> faults() {
    return faults;
  }

  private static String text(List<ArtifactFault> faults) {
    if (faults.size() == 1) {
      return faults.get(0).message();
    }
    StringBuilder text = new StringBuilder("The bundle has " + faults.size() + " faults:");
    faults.stream().limit(SHOWN).forEach(fault -> text.append("\n- ").append(fault.message()));
    if (faults.size() > SHOWN) {
      text.append("\n- and ").append(faults.size() - SHOWN).append(" more");
    }
    return text.toString();
  }
}
