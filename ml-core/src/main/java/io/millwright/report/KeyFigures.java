package io.millwright.report;

import java.util.List;
import java.util.function.Function;

/**
 * A row of key figures, the numbers a reader should see first.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param figures at least one, in the order of importance, each label once
 */
public record KeyFigures(List<KeyFigure> figures) implements Block {

  /** Checks that there is at least one figure and that no label comes twice. */
  public KeyFigures {
    figures = List.copyOf(figures);
    Checks.atLeastOne("Key figures", figures, "Add one or leave the block out.");
    Checks.unique("Labels of key figures", figures.stream().map(KeyFigure::label).toList());
  }

  @Override
  public <T> T match(
      Function<? super Paragraph, ? extends T> paragraph,
      Function<? super KeyFigures, ? extends T> figures,
      Function<? super DataTable, ? extends T> table,
      Function<? super Chart, ? extends T> chart) {
    return figures.apply(this);
  }
}
