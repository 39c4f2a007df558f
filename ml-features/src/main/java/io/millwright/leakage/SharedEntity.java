package io.millwright.leakage;

import io.millwright.schema.Field;
import io.millwright.schema.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#SHARED_ENTITY}: entities are declared fields, the GROUP, and every KEY whose
 * values repeat. One in both halves is a leak, unless the split is by time: then the model is meant
 * to meet known entities again, and only a shared GROUP is SUSPECT.
 */
final class SharedEntity {

  private SharedEntity() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.SHARED_ENTITY;
    Set<String> names = new LinkedHashSet<>(data.declared().entities());
    for (Role role : List.of(Role.GROUP, Role.KEY)) {
      data.schema().withRole(role).stream().map(Field::name).forEach(names::add);
    }
    if (names.isEmpty()) {
      return Finding.notApplicable(
          check, "No entity, GROUP or KEY was declared. Name one with entity(field).");
    }
    List<LeakageEvidence> evidence = new ArrayList<>();
    names.forEach(n -> evidence(data, data.column(n)).ifPresent(evidence::add));
    return Finding.of(
        check,
        names.size()
            + " fields that tell entities compared"
            + (data.isTemporal()
                ? "; the split is by time, so known entities may come again."
                : "."),
        evidence);
  }

  /** Which test rows have an entity that a training row has. */
  static int[] sharedTestRows(AuditData data, AuditColumn entity) {
    boolean[] inTrain = new boolean[entity.distinct()];
    IntStream.range(0, data.train())
        .filter(i -> !entity.isMissing(i))
        .forEach(i -> inTrain[entity.code(i)] = true);
    return IntStream.range(data.train(), data.size())
        .filter(i -> !entity.isMissing(i) && inTrain[entity.code(i)])
        .toArray();
  }

  private static Optional<LeakageEvidence> evidence(AuditData data, AuditColumn entity) {
    int[] shared = sharedTestRows(data, entity);
    if (shared.length == 0) {
      return Optional.empty();
    }
    boolean group = entity.field().role() == Role.GROUP;
    FindingStatus status =
        !data.isTemporal()
            ? FindingStatus.LEAK
            : group ? FindingStatus.SUSPECT : FindingStatus.CLEAN;
    long entities = IntStream.of(shared).map(entity::code).distinct().count();
    return Optional.of(
        new LeakageEvidence(
            entity.name(),
            status,
            entities
                + " values of '"
                + entity.name()
                + "' are in both halves, in "
                + shared.length
                + " of "
                + data.test()
                + " test rows."
                + (status == FindingStatus.LEAK ? " Split with Splitter.grouped." : ""),
            Optional.of(Statistic.exact("shared test rows", shared.length, 1)),
            data.rows(IntStream.of(shared))));
  }
}
