package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.profile.ProfileRecorder;
import io.millwright.quality.expect.ExpectationResult.Tally;
import io.millwright.schema.FieldType;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Features distributed as the profile's, each by its population stability index. */
record ProfileRule(Profile profile, double maxPsi) implements Rule {

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.LIKE_PROFILE;
  }

  @Override
  public List<String> fields() {
    return profile.features().stream().map(FieldProfile::name).toList();
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    List<String> faults = new ArrayList<>();
    for (FieldProfile field : profile.features()) {
      faults.addAll(Rule.suits("likeProfile", field.name(), types, field.type()));
    }
    profile
        .label()
        .filter(l -> types.containsKey(l.name()))
        .ifPresent(l -> faults.addAll(Rule.suits("likeProfile", l.name(), types, l.type())));
    if (!(maxPsi > 0 && maxPsi < Double.POSITIVE_INFINITY)) {
      faults.add(
          "Index of likeProfile must be at most a finite number above 0; was " + maxPsi + ".");
    }
    if (profile.rows() == 0) {
      faults.add("Profile of likeProfile must have rows; has none.");
    }
    return faults;
  }

  @Override
  public void write(ObjectNode node) {
    node.put("maxPsi", maxPsi).put("profile", profile.toJson());
  }

  @Override
  public RuleState start(Expectation expectation) {
    return new State(this, expectation);
  }

  /** The rows counted into the profile's bins. */
  private static final class State implements RuleState {

    private final ProfileRule rule;
    private final Expectation expectation;
    private final ProfileRecorder recorder;
    private Profile merged;

    State(ProfileRule rule, Expectation expectation) {
      this.rule = rule;
      this.expectation = expectation;
      this.recorder = ProfileRecorder.of(rule.profile);
      this.merged = rule.profile.emptyCopy();
    }

    @Override
    public void add(Table chunk, long first) {
      recorder.observe(chunk);
    }

    @Override
    public void merge(RuleState next, long offset) {
      merged = merged.merge(((State) next).counted());
    }

    private Profile counted() {
      return merged.merge(recorder.snapshot());
    }

    @Override
    public List<ExpectationResult> results(long rows) {
      Profile counted = counted();
      List<ExpectationResult> results = new ArrayList<>();
      for (int i = 0; i < counted.features().size(); i++) {
        results.add(result(rule.profile.features().get(i), counted.features().get(i)));
      }
      return results;
    }

    private ExpectationResult result(FieldProfile reference, FieldProfile current) {
      Expectation one =
          new Expectation(expectation.kind(), List.of(reference.name()), 0, expectation.severity());
      if (current.total() == 0) {
        return new ExpectationResult(one, new Tally(0, 0, 0), OptionalDouble.empty(), List.of());
      }
      double psi = StabilityIndex.of(reference, current);
      return new ExpectationResult(
          one, new Tally(1, psi <= rule.maxPsi ? 0 : 1, 0), OptionalDouble.of(psi), List.of());
    }
  }
}
