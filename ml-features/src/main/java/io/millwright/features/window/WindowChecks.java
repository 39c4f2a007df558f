package io.millwright.features.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a definition. */
final class WindowChecks {

  private final Schema schema;
  private final List<String> faults = new ArrayList<>();

  WindowChecks(Schema schema) {
    this.schema = schema;
  }

  List<String> faults() {
    return faults;
  }

  void time() {
    Optional<Field> time = schema.only(Role.EVENT_TIME);
    if (time.isEmpty()) {
      faults.add("Schema must have an event time for windows; has none. Add eventTime(…).");
    } else if (time.get().optional()) {
      faults.add(
          "Event time '"
              + time.get().name()
              + "' must be required for windows; was optional. Remove rows without it, and make it"
              + " required.");
    }
  }

  void entity(@Nullable String name, boolean oneSeries) {
    if (name == null) {
      if (!oneSeries) {
        faults.add("Entity must be named; was not. Call perEntity(field), or asOneSeries().");
      }
      return;
    }
    if (oneSeries) {
      faults.add("Windows must be either perEntity or asOneSeries; were both.");
    }
    if (schema.find(name).isEmpty()) {
      faults.add("Entity '" + name + "' must be a field of the schema; is not.");
      return;
    }
    Field field = schema.field(name);
    if (!field.type().isString() && field.type() != FieldType.INTEGER) {
      faults.add(
          "Entity '" + name + "' must be CATEGORICAL, TEXT or INTEGER; was " + field.type() + ".");
    }
    if (field.optional() || field.role() == Role.LABEL) {
      faults.add(
          "Entity '"
              + name
              + "' must be required and not the label; was "
              + (field.optional() ? "optional" : "the label")
              + ".");
    }
  }

  void features(List<WindowFeature> features) {
    if (features.isEmpty()) {
      faults.add("Windows must have at least one feature; had none.");
    }
    Set<String> names = new HashSet<>();
    for (WindowFeature feature : features) {
      if (!names.add(feature.name()) || schema.find(feature.name()).isPresent()) {
        faults.add(
            "Feature '"
                + feature.name()
                + "' must have a name of its own; another feature or field has it. Use named(…).");
      }
      feature(feature);
    }
  }

  private void feature(WindowFeature feature) {
    String subject = "Feature '" + feature.name() + "'";
    if (feature.inclusive() && feature.delay() > 0) {
      faults.add(subject + " must be either closedRight or knownAfter; was both.");
    }
    if (feature.shape() instanceof Shape.Holiday || feature.shape() instanceof Shape.Lead) {
      if (feature.inclusive() || feature.delay() > 0) {
        faults.add(subject + " must be neither closedRight nor knownAfter; was one of them.");
      }
    }
    Optional<Field> time = schema.only(Role.EVENT_TIME);
    String name = feature.field(time.map(Field::name).orElse(""));
    if (schema.find(name).isPresent()) {
      Field field = schema.field(name);
      role(subject, feature, field);
      type(subject, feature, field);
    } else if (!name.isEmpty()) {
      faults.add(subject + " must read a field of the schema; '" + name + "' is not.");
    }
  }

  private void role(String subject, WindowFeature feature, Field field) {
    if (feature.shape() instanceof Shape.Lead) {
      return;
    }
    switch (field.role()) {
      case LABEL, IGNORED -> outcome(subject, feature, field);
      case KEY, GROUP, WEIGHT ->
          faults.add(
              subject
                  + " must read a feature, the label or an ignored field; '"
                  + field.name()
                  + "' is a "
                  + field.role()
                  + ".");
      case FEATURE, EVENT_TIME -> {}
    }
  }

  private void outcome(String subject, WindowFeature feature, Field field) {
    if (feature.inclusive()) {
      faults.add(
          subject
              + " must not be closedRight: '"
              + field.name()
              + "' is "
              + field.role()
              + " and not known when a prediction is asked for.");
    } else if (feature.delay() == 0) {
      faults.add(
          subject
              + " must say when '"
              + field.name()
              + "', which is "
              + field.role()
              + ", becomes known. Add knownAfter(…).");
    }
  }

  private void type(String subject, WindowFeature feature, Field field) {
    String wanted = wanted(feature, field);
    if (!wanted.isEmpty()) {
      faults.add(
          subject + " must read " + wanted + "; '" + field.name() + "' is " + field.type() + ".");
    }
  }

  private String wanted(WindowFeature feature, Field field) {
    Shape shape = feature.shape();
    FieldType type = field.type();
    if (shape instanceof Shape.Holiday || isBinaryLabel(field)) {
      return "";
    }
    if (shape instanceof Shape.Since) {
      return feature.equal() == null || type.isString() ? "" : "CATEGORICAL or TEXT";
    }
    boolean fits = type.isNumber();
    if (shape instanceof Shape.Lag
        || shape instanceof Shape.TimeLag
        || shape instanceof Shape.Fill
        || shape instanceof Shape.Lead) {
      return fits || type == FieldType.CATEGORICAL ? "" : "a number or CATEGORICAL";
    }
    return fits ? "" : "a number";
  }

  private boolean isBinaryLabel(Field field) {
    return schema
        .label()
        .filter(l -> l instanceof Label.Binary && l.field().equals(field.name()))
        .isPresent();
  }
}
