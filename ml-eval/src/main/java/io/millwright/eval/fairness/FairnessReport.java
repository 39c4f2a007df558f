package io.millwright.eval.fairness;

import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.report.Report;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an audit found: the rates of each group, measures with verdicts, and the questions of bias
 * that rows cannot answer. Immutable and thread-safe.
 *
 * @param parts the protected fields one by one, then their combinations
 * @param checklist every question of bias
 * @param proxies the features that tell each protected field's groups apart, strongest first
 * @param warnings what a reader of the numbers should know
 */
public record FairnessReport(
    List<Part> parts,
    List<BiasAnswer> checklist,
    List<Association> proxies,
    List<String> warnings) {

  /** Copies the lists. */
  public FairnessReport {
    parts = List.copyOf(parts);
    checklist = List.copyOf(checklist);
    proxies = List.copyOf(proxies);
    warnings = List.copyOf(warnings);
  }

  /**
   * The groups of one field or of a combination.
   *
   * @param fields the protected fields
   * @param groups every group that is present, by value, missing last
   * @param findings one for each measure
   * @param impacts selection rates against the reference; empty if there is none to compare with
   */
  public record Part(
      List<String> fields,
      List<GroupFigures> groups,
      List<FairnessFinding> findings,
      List<ImpactRatio> impacts) {

    /** Copies the lists. */
    public Part {
      fields = List.copyOf(fields);
      groups = List.copyOf(groups);
      findings = List.copyOf(findings);
      impacts = List.copyOf(impacts);
    }

    /** For example {@code sex × race}. */
    public String title() {
      return Partition.title(fields);
    }

    /** The finding of a measure. */
    public FairnessFinding finding(FairnessMeasure measure) {
      return findings.stream().filter(f -> f.measure() == measure).findFirst().orElseThrow();
    }
  }

  /**
   * The groups of these fields, in the order in which the audit named them.
   *
   * @throws IllegalArgumentException if they were not audited together; names those that were
   */
  public Part part(String... fields) {
    List<String> wanted = List.of(fields);
    return parts.stream()
        .filter(p -> p.fields().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Fields "
                        + wanted
                        + " must have been audited; audited were "
                        + parts.stream().map(Part::fields).toList()
                        + "."));
  }

  /** All findings. */
  public List<FairnessFinding> findings() {
    return parts.stream().flatMap(p -> p.findings().stream()).toList();
  }

  /** The questions that a person still has to answer. */
  public List<BiasAnswer> openQuestions() {
    return checklist.stream().filter(BiasAnswer::isOpen).toList();
  }

  /**
   * Every measure by name, for example {@code fairness.equal_opportunity_difference[sex]}, so that
   * a gate can bound the ends of its interval.
   */
  public SortedMap<String, Estimate> estimates() {
    SortedMap<String, Estimate> estimates = new TreeMap<>();
    findings().forEach(f -> estimates.put(f.key(), f.estimate()));
    return Collections.unmodifiableSortedMap(estimates);
  }

  /** The evidence with these measures and warnings added. */
  public Evidence addTo(Evidence evidence) {
    SortedMap<String, Estimate> metrics = new TreeMap<>(evidence.metrics());
    metrics.putAll(estimates());
    return new Evidence(evidence.subject(), metrics, evidence.comparisons(), evidence.warnings())
        .withWarnings(warnings);
  }

  /** The findings for people; its sections can be put into another report. */
  public Report toReport() {
    return FairnessPages.of(this);
  }
}
