package io.millwright.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A headed part of a report: blocks in reading order.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param heading its title, not blank, once in a report
 * @param blocks at least one
 */
public record Section(String heading, List<Block> blocks) {

  /** Checks that there is a heading and at least one block. */
  public Section {
    Checks.filled("Section heading", heading);
    blocks = List.copyOf(blocks);
    Checks.atLeastOne(
        Checks.named("Section", heading), blocks, "Add text, figures, a table or a chart.");
  }

  /** Collects the blocks of one section, in the order of the calls; single use, not thread-safe. */
  public static final class Builder {

    private final List<Block> blocks = new ArrayList<>();

    Builder() {}

    /** Adds a paragraph of plain text; line breaks are kept. */
    public Builder text(String text) {
      return block(new Paragraph(text, Tone.NEUTRAL));
    }

    /** Adds a paragraph that stands out: good news, a warning, bad news. */
    public Builder callout(Tone tone, String text) {
      return block(new Paragraph(text, tone));
    }

    /** Adds a row of key figures. */
    public Builder figures(KeyFigure... figures) {
      return block(new KeyFigures(List.of(figures)));
    }

    /** Adds a row of key figures. */
    public Builder figures(List<KeyFigure> figures) {
      return block(new KeyFigures(figures));
    }

    /** Adds a table. */
    public Builder table(DataTable table) {
      return block(table);
    }

    /**
     * Adds a chart; charts that follow each other are shown side by side where there is room,
     * six or more of them small.
     */
    public Builder chart(Chart chart) {
      return block(chart);
    }

    /** Adds any block. */
    public Builder block(Block block) {
      blocks.add(Objects.requireNonNull(block, "block"));
      return this;
    }

    Section build(String heading) {
      return new Section(heading, blocks);
    }
  }
}
