package io.millwright.report;

import java.util.Objects;
import java.util.function.Function;

/**
 * Plain text of one paragraph; line breaks in it are kept, nothing in it is markup.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param text what it says, not blank
 * @param tone {@link Tone#NEUTRAL} for running text, anything else for a callout
 */
public record Paragraph(String text, Tone tone) implements Block {

  /** Checks that there is a text. */
  public Paragraph {
    Checks.filled("Paragraph text", text);
    Objects.requireNonNull(tone, "tone");
  }

  @Override
  public <T> T match(
      Function<? super Paragraph, ? extends T> paragraph,
      Function<? super KeyFigures, ? extends T> figures,
      Function<? super DataTable, ? extends T> table,
      Function<? super Chart, ? extends T> chart) {
    return paragraph.apply(this);
  }
}
