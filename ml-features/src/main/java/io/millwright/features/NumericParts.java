package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a transform of several takes, each with its own steps.
 *
 * @param what the transform's name, for messages
 */
record NumericParts(String what, List<NumericTransform> parts) {

  static NumericParts of(String what, NumericTransform... parts) {
    Require.atLeast("Numbers of " + what, parts.length, 1);
    return new NumericParts(what, List.of(parts));
  }

  List<String> fields() {
    return parts.stream().flatMap(p -> p.fields().stream()).distinct().toList();
  }

  List<String> names() {
    return parts.stream().map(p -> p.steps().name()).toList();
  }

  String describe() {
    return what + "(" + String.join(", ", names()) + ")";
  }

  void check(Schema schema, Consumer<String> faults) {
    Set<String> names = new HashSet<>();
    for (NumericTransform part : parts) {
      part.check(schema, faults);
      String name = part.steps().name();
      if (!names.add(name)) {
        faults.accept("Number '" + name + "' of " + what + " must be there once; is there twice.");
      }
      if (part.steps().indicator) {
        faults.accept(
            "Number '"
                + name
                + "' of "
                + what
                + " must have no missing indicator; has one. Add it as a feature of its own.");
      }
    }
  }

  /** Null if a fault was reported. */
  @Nullable NumericOps fit(Fitting fitting) {
    List<NumericOp> ops = new ArrayList<>();
    for (NumericTransform part : parts) {
      NumericOp op = part.fit(fitting);
      if (op != null) {
        ops.add(op);
      }
    }
    return ops.size() == parts.size() ? new NumericOps(ops) : null;
  }
}
