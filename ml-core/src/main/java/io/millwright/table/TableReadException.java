package io.millwright.table;

import io.millwright.MillwrightException;
import java.util.List;

/**
 * A file or result set could not be read as a table: either it is broken as a whole (no such file,
 * not UTF-8, no header), or some of its cells are bad.
 *
 * <p>Bad cells are reported together: how many there are, and the first {@value #SHOWN} of them.
 * Neither the message nor the faults hold a value of the data.
 */
public final class TableReadException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  /** How many faults are kept. */
  public static final int SHOWN = 100;

  private static final int IN_MESSAGE = 10;

  private final long count;
  private final transient List<CellFault> faults;

  private TableReadException(String message, long count, List<CellFault> faults) {
    super("table-read", message);
    this.count = count;
    this.faults = List.copyOf(faults);
  }

  private TableReadException(String message, Throwable cause) {
    super("table-read", message, cause);
    this.count = 0;
    this.faults = List.of();
  }

  /** The source is broken as a whole. */
  static TableReadException of(String message) {
    return new TableReadException(message, 0, List.of());
  }

  /** The source is broken as a whole, as the cause tells. */
  static TableReadException of(String message, Throwable cause) {
    return new TableReadException(message, cause);
  }

  /** Some cells are bad. */
  static TableReadException of(String source, long count, List<CellFault> faults) {
    StringBuilder text = new StringBuilder("Cells of ").append(source);
    text.append(" must fit their columns; ").append(count).append(count == 1 ? " does" : " do");
    text.append(" not:");
    faults.stream().limit(IN_MESSAGE).forEach(f -> text.append("\n  ").append(f).append('.'));
    if (count > IN_MESSAGE) {
      text.append("\n  … and ").append(count - IN_MESSAGE).append(" more.");
    }
    text.append("\nCorrect the cells, or change the schema or the reading options.");
    return new TableReadException(text.toString(), count, faults);
  }

  /** How many cells and rows are bad; 0 if the source is broken as a whole. */
  public long count() {
    return count;
  }

  /** The first {@value #SHOWN} bad cells, in the order of the source. */
  public List<CellFault> faults() {
    return faults;
  }
}
