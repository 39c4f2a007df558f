package io.millwright.leakage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs the checks in the order of {@link AuditCheck}. */
final class Checks {

  private Checks() {}

  static List<Finding> run(AuditData data) {
    SingleFeatures strengths = SingleFeatures.of(data);
    List<Function<AuditData, Finding>> checks =
        List.of(
            TargetInFeatures::check,
            d -> TargetProxy.check(d, strengths),
            MissingTellsLabel::check,
            d -> CombinedTarget.check(d, strengths),
            FutureTimestamp::check,
            TimeTravelJoin::check,
            WindowOnLabelRow::check,
            DuplicateRows::check,
            NearDuplicates::check,
            SharedEntity::check,
            LabelHorizon::check,
            FittedOnHoldout::check,
            Lineage::selected,
            ResampledBeforeSplit::check,
            IdLikeFeature::check,
            DistinguishableHalves::check);
    List<Finding> findings = new ArrayList<>();
    for (Function<AuditData, Finding> check : checks) {
      findings.add(check.apply(data).accepted(data.declared().acceptances()));
    }
    return findings;
  }
}
