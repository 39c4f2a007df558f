package io.millwright.report;

import java.util.function.Function;

/**
 * One piece of a section: a paragraph, key figures, a table or a chart.
 *
 * <p>Thread-safe: every block is immutable and compares by value.
 */
public sealed interface Block permits Paragraph, KeyFigures, DataTable, Chart {

  /**
   * Answers with the function of this block's own kind; exactly one of the four is called.
   *
   * @param paragraph answers for text
   * @param figures answers for key figures
   * @param table answers for a table
   * @param chart answers for a chart
   */
  <T> T match(
      Function<? super Paragraph, ? extends T> paragraph,
      Function<? super KeyFigures, ? extends T> figures,
      Function<? super DataTable, ? extends T> table,
      Function<? super Chart, ? extends T> chart);
}
