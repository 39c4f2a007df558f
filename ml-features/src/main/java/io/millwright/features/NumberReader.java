package io.millwright.features;

import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;

/** Reads one number of a row. Stateless. */
interface NumberReader {

  /**
   * The number, or NaN if it is missing.
   *
   * @throws InvalidRowException if the row has a value that the plan does not take
   */
  double read(Row row);
}
