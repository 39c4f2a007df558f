package io.millwright.eval.card;

import io.millwright.Require;
import io.millwright.artifact.GateDecision;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do when something goes wrong with a model in service: a page for each {@link Incident}
 * with what the facts tell, first checks, remedies and the commands of the registry.
 *
 * <p>Fields, reference figures, requirements of gates and the state of the rollback come from the
 * facts. Alert, severity, owner and escalation are people's: an incident without {@link Play} reads
 * {@link ModelCard#NOT_STATED}. Thread-safe: yes, immutable.
 */
public final class Runbook {

  /** How soon somebody must act. */
  public enum Severity {
    /** At once, at night too. */
    CRITICAL,
    /** Within the working day. */
    HIGH,
    /** Within the week. */
    MEDIUM,
    /** When the model is next worked on. */
    LOW
  }

  /**
   * What people agreed for one incident.
   *
   * @param alert the condition that raises it, with its threshold
   * @param severity how soon somebody must act
   * @param owner the team that acts first
   * @param escalation who is called when that does not help, and after how long
   */
  public record Play(String alert, Severity severity, String owner, String escalation) {
    public Play {
      Require.notBlank("Alert", alert);
      Objects.requireNonNull(severity, "severity");
      Require.notBlank("Owner", owner);
      Require.notBlank("Escalation", escalation);
    }
  }

  private final ModelFacts facts;
  private final String model;
  private final Map<Incident, Play> plays;
  private final Map<String, GateDecision> gates;

  private Runbook(Builder builder) {
    facts = builder.facts;
    model = builder.model;
    plays = builder.plays;
    gates = builder.gates;
  }

  /**
   * Starts a runbook.
   *
   * @param model name of the model in the registry; that of the version if the facts hold one
   */
  public static Builder builder(ModelFacts facts, String model) {
    return new Builder(facts, model);
  }

  /** The facts it was made from. */
  public ModelFacts facts() {
    return facts;
  }

  /** What people agreed for an incident, if they did. */
  public Optional<Play> play(Incident incident) {
    return Optional.ofNullable(plays.get(incident));
  }

  /** Incidents nobody answers for. */
  public List<Incident> notStated() {
    return Arrays.stream(Incident.values()).filter(i -> !plays.containsKey(i)).toList();
  }

  /** Incidents with a play over all incidents, 0 to 1. */
  public double completeness() {
    return plays.size() / (double) Incident.values().length;
  }

  /** The runbook for people: who is called, commands of the registry, a section per incident. */
  public Report report() {
    RunbookSteps steps = new RunbookSteps(facts, model, gates);
    Report.Builder report =
        Report.titled("Runbook: " + model).subtitle("model " + facts.identity());
    report.section("Who is called", this::contacts);
    report.section("Commands of the registry", steps::commands);
    for (Incident incident : Incident.values()) {
      report.section(incident.label(), s -> incident(incident, steps, s));
    }
    return report.build();
  }

  private void contacts(Section.Builder section) {
    DataTable.Builder table =
        DataTable.captioned("").words("Incident", "Alert", "Severity", "Owner", "Escalation");
    for (Incident incident : Incident.values()) {
      Play play = plays.get(incident);
      Cell open = Cell.of(ModelCard.NOT_STATED, Tone.WARNING);
      Cell name = Cell.of(incident.label());
      if (play == null) {
        table.row(name, open, open, open, open);
      } else {
        table.row(
            name,
            Cell.of(play.alert()),
            Cell.of(play.severity().toString()),
            Cell.of(play.owner()),
            Cell.of(play.escalation()));
      }
    }
    section.table(table.build());
  }

  private void incident(Incident incident, RunbookSteps steps, Section.Builder section) {
    Play play = plays.get(incident);
    if (play == null) {
      section.callout(Tone.WARNING, "Alert, severity, owner and escalation: NOT STATED.");
    } else {
      section.text(
          "%s. Alert: %s. Owner: %s. Escalation: %s."
              .formatted(play.severity(), play.alert(), play.owner(), play.escalation()));
    }
    steps.add(incident, section);
  }

  /** Collects plays and gates and reports all faults at build. Single use, not thread-safe. */
  public static final class Builder {

    private final ModelFacts facts;
    private final String model;
    private final Map<Incident, Play> plays = new EnumMap<>(Incident.class);
    private final Map<String, GateDecision> gates = new LinkedHashMap<>();
    private final Faults faults = new Faults();

    private Builder(ModelFacts facts, String model) {
      this.facts = facts;
      this.model = Require.notBlank("Model", model);
      facts
          .version()
          .filter(v -> !v.name().equals(model))
          .ifPresent(
              v ->
                  faults.add(
                      "Model must be named as in the registry, %s; was %s."
                          .formatted(v.name(), model)));
    }

    /** What is agreed for an incident. */
    public Builder play(Incident incident, Play agreed) {
      faults.addIf(
          plays.put(incident, Objects.requireNonNull(agreed, "agreed")) != null,
          "Incident " + incident + " must have one play; had two.");
      return this;
    }

    /** A gate that the model passed or failed: its requirements are the floor in service. */
    public Builder gate(String name, GateDecision decision) {
      faults.addIf(
          gates.put(Require.notBlank("Gate", name), decision) != null,
          "Gate '" + name + "' must be given once; was twice.");
      return this;
    }

    /**
     * The runbook.
     *
     * @throws IllegalArgumentException if an incident or gate came twice, or the model has another
     *     name in the registry; lists all faults
     */
    public Runbook build() {
      faults.throwIfAny("Runbook");
      return new Runbook(this);
    }
  }
}
