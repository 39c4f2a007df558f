package io.millwright.eval.slice;

import io.millwright.evidence.Estimate;
import io.millwright.report.Block;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Paragraph;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * What a search for weak slices found.
 *
 * @param slices confirmed ones, by impact at the lower end of their excess loss, most first
 * @param tested how many candidates were tested
 * @param meanLoss of the half that they were tested on, by weight
 * @param falseDiscoveryRate among reported slices, on average
 */
public record WeakSlices(
    List<WeakSlice> slices, int tested, double meanLoss, double falseDiscoveryRate) {

  private static final double LEAST_SHOWN = 1e-4;

  public WeakSlices {
    slices = List.copyOf(slices);
  }

  /** The slices as a section of a report. Shows categories and bin edges, no rows. */
  public Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "Found on one half of the rows, tested on the other: %d of %d candidates hold at a false discovery rate of %s. Figures are those of the second half."
                .formatted(
                    slices.stream().mapToInt(s -> 1 + s.overlapping().size()).sum(),
                    tested,
                    falseDiscoveryRate),
            Tone.NEUTRAL));
    if (slices.isEmpty()) {
      blocks.add(
          new Paragraph(
              "No weak slice was confirmed. That is no proof that there is none: small slices"
                  + " need many rows.",
              Tone.NEUTRAL));
    } else {
      blocks.add(table());
    }
    return new Section("Weak slices", blocks);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.captioned("Slices with more loss than the rows outside, by impact")
            .words("Slice")
            .numbers("Rows", "Excess loss", "From", "To", "Share of all loss", "Q-value", "Alike");
    for (WeakSlice slice : slices) {
      WeakSlice.Confirmation c = slice.confirmation();
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(slice.where().text()));
      cells.add(Cell.of(c.excessLoss().support()));
      cells.addAll(cells(c.excessLoss()));
      cells.add(Cell.of(c.impact()));
      cells.add(c.qValue() < LEAST_SHOWN ? Cell.of("< 0.0001") : Cell.of(c.qValue()));
      cells.add(Cell.of((long) slice.overlapping().size()));
      table.row(cells);
    }
    return table.build();
  }

  private static List<Cell> cells(Estimate estimate) {
    return estimate.match(
        m -> List.of(Cell.of(m.value()), Cell.of(m.interval().low()), Cell.of(m.interval().high())),
        u -> List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty()));
  }
}
