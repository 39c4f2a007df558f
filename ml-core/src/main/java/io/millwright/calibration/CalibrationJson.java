package io.millwright.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.json.StoredJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** JSON of calibrations: a kind and its numbers, and no member beside them. */
final class CalibrationJson {

  private CalibrationJson() {}

  static ObjectNode write(BinaryCalibration calibration) {
    ObjectNode root = StoredJson.MAPPER.createObjectNode();
    root.put("formatVersion", 1).put("kind", calibration.kind());
    if (calibration instanceof PlattScaling platt) {
      root.put("slope", platt.slope()).put("intercept", platt.intercept());
    } else if (calibration instanceof BetaCalibration beta) {
      root.put("a", beta.a()).put("b", beta.b()).put("c", beta.c());
    } else if (calibration instanceof Temperature temperature) {
      root.put("temperature", temperature.value());
    } else if (calibration instanceof IsotonicCalibration isotonic) {
      numbers(root, "from", isotonic.from());
      numbers(root, "to", isotonic.to());
    } else if (calibration instanceof HistogramBinning histogram) {
      heights(root, histogram);
    }
    return root;
  }

  private static void numbers(ObjectNode root, String member, double[] values) {
    ArrayNode array = root.putArray(member);
    for (double value : values) {
      array.add(value);
    }
  }

  private static void heights(ObjectNode root, HistogramBinning histogram) {
    ArrayNode array = root.putArray("values");
    for (int i = 0; i < histogram.bins(); i++) {
      OptionalDouble value = histogram.value(i);
      if (value.isPresent()) {
        array.add(value.getAsDouble());
      } else {
        array.addNull();
      }
    }
  }

  static BinaryCalibration read(JsonNode root) {
    return switch (root.path("kind").asText("")) {
      case PlattScaling.KIND -> {
        members(root, "slope", "intercept");
        yield new PlattScaling(number(root, "slope"), number(root, "intercept"));
      }
      case BetaCalibration.KIND -> {
        members(root, "a", "b", "c");
        yield new BetaCalibration(number(root, "a"), number(root, "b"), number(root, "c"));
      }
      case Temperature.KIND -> {
        members(root, "temperature");
        yield new Temperature(number(root, "temperature"));
      }
      case IsotonicCalibration.KIND -> {
        members(root, "from", "to");
        yield IsotonicCalibration.of(
            StoredJson.doubles(root, "from", -1), StoredJson.doubles(root, "to", -1));
      }
      case HistogramBinning.KIND -> {
        members(root, "values");
        yield HistogramBinning.of(heights(root.path("values")));
      }
      case Unchanged.KIND -> {
        members(root);
        yield new Unchanged();
      }
      default ->
          throw StoredJson.fault(
              "kind", "one of beta, histogram, isotonic, platt, temperature, unchanged");
    };
  }

  private static OptionalDouble[] heights(JsonNode array) {
    if (!array.isArray() || array.size() > HistogramBinning.MOST_BINS) {
      throw StoredJson.fault("values", "an array of at most " + HistogramBinning.MOST_BINS);
    }
    OptionalDouble[] heights = new OptionalDouble[array.size()];
    for (int i = 0; i < heights.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isNumber() && !value.isNull()) {
        throw StoredJson.fault("values[" + i + "]", "a number or null");
      }
      heights[i] = value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }
    return heights;
  }

  private static double number(JsonNode root, String member) {
    JsonNode value = root.path(member);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw StoredJson.fault(member, "a finite number");
    }
    return value.doubleValue();
  }

  /** Refuses members other than these, the version and the kind. */
  private static void members(JsonNode root, String... own) {
    List<String> known = new ArrayList<>(List.of("formatVersion", "kind"));
    known.addAll(List.of(own));
    only(root, Set.copyOf(known));
  }

  static void only(JsonNode root, Set<String> known) {
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        throw StoredJson.fault(shown, "absent: it is not known here");
      }
    }
  }
}
