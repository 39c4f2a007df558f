package io.millwright.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a person is shown about data, a model or a running service, as data.
 *
 * <p>A report says <em>what</em> there is to see, in order, and nothing about how it looks. It
 * compares by value and is written and read without loss by {@link ReportJson}. It holds no time of
 * its own: put dates into the subtitle or a key figure, so that equal findings give equal reports.
 * Thread-safe: yes, immutable.
 *
 * @param title what the report is about, not blank
 * @param subtitle one line below the title; empty for none
 * @param sections at least one, each heading once
 */
public record Report(String title, String subtitle, List<Section> sections) {

  /** Checks that there is a title, at least one section, and no heading twice. */
  public Report {
    Checks.filled("Report title", title);
    Objects.requireNonNull(subtitle, "subtitle");
    sections = List.copyOf(sections);
    Checks.atLeastOne(Checks.named("Report", title), sections, "Add a section.");
    Checks.unique(
        "Section headings of " + Checks.named("report", title),
        sections.stream().map(Section::heading).toList());
  }

  /** Starts a report of this title. */
  public static Builder titled(String title) {
    return new Builder(Checks.filled("Report title", title));
  }

  /** All charts in reading order. */
  public List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    for (Section section : sections) {
      for (Block block : section.blocks()) {
        if (block instanceof Chart chart) {
          charts.add(chart);
        }
      }
    }
    return List.copyOf(charts);
  }

  /** Collects the sections of one report; single use, not thread-safe. */
  public static final class Builder {

    private final String title;
    private final List<Section> sections = new ArrayList<>();
    private @Nullable String subtitle;

    private Builder(String title) {
      this.title = title;
    }

    /** Sets the line below the title. */
    public Builder subtitle(String line) {
      Checks.notSet("Report subtitle", subtitle != null, String.valueOf(subtitle));
      subtitle = Checks.filled("Report subtitle", line);
      return this;
    }

    /**
     * Adds a section.
     *
     * @param heading not blank, not used by another section
     * @param blocks fills the section, at least one block
     */
    public Builder section(String heading, Consumer<Section.Builder> blocks) {
      Section.Builder builder = new Section.Builder();
      blocks.accept(builder);
      return section(builder.build(heading));
    }

    /** Adds a section made elsewhere, for example by another module. */
    public Builder section(Section section) {
      sections.add(Objects.requireNonNull(section, "section"));
      return this;
    }

    /** The finished report. */
    public Report build() {
      return new Report(title, subtitle == null ? "" : subtitle, sections);
    }
  }
}
