package io.millwright.features;

import static io.millwright.features.CalendarPart.DAY_OF_WEEK;
import static io.millwright.features.CalendarPart.EPOCH_DAY;
import static io.millwright.features.CalendarPart.HOUR_OF_DAY;
import static io.millwright.features.CalendarPart.MONTH;
import static io.millwright.features.CalendarPart.YEAR;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans made from a schema alone. */
final class DefaultPlan {

  private static final int MOST_CATEGORIES = 50;
  private static final int RARE_BELOW = 10;
  private static final int WORD_BUCKETS = 256;

  private DefaultPlan() {}

  static FeatureSpec linear(Schema schema) {
    return plan(schema, true);
  }

  static FeatureSpec trees(Schema schema) {
    return plan(schema, false);
  }

  private static FeatureSpec plan(Schema schema, boolean linear) {
    FeatureSpec.Builder builder = FeatureSpec.over(schema);
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (Field field : schema.fields()) {
      List<Transform> transforms = transforms(schema, field, linear);
      if (transforms.isEmpty()) {
        leftOut.put(field.name(), reason(field));
      }
      transforms.forEach(builder::add);
    }
    return builder.build(leftOut);
  }

  private static String reason(Field field) {
    return switch (field.role()) {
      case FEATURE -> "these plans have no transform for it";
      case IGNORED -> "ignored by the schema";
      case LABEL, KEY, GROUP, WEIGHT, EVENT_TIME ->
          "it is the " + field.role() + Source.refusal(field.role());
    };
  }

  private static List<Transform> transforms(Schema schema, Field field, boolean linear) {
    String name = field.name();
    if (field.role() == Role.EVENT_TIME) {
      // No year and no running day: rows to come lie beyond every value that was trained on.
      return cyclicParts(field, linear);
    }
    if (field.role() != Role.FEATURE) {
      return List.of();
    }
    if (field.type() == FieldType.TEXT) {
      HashedWordsTransform words = Transforms.hashedWords(name, WORD_BUCKETS);
      return List.of(linear ? words.alternateSign().logCounts() : words);
    }
    if (field.type() == FieldType.CATEGORICAL) {
      // Unseen as rare: a feature of its own would never have been trained.
      return List.of(
          Transforms.oneHot(name)
              .rareBelowCount(RARE_BELOW)
              .atMost(MOST_CATEGORIES)
              .unseenAsRare());
    }
    if (field.type().isTime()) {
      return time(schema, field, linear);
    }
    NumericTransform raw = Transforms.raw(name);
    boolean lenient = field.optional() && field.type() == FieldType.NUMERIC;
    return List.of(number(lenient ? raw.nonFiniteAsMissing() : raw, field.optional(), linear));
  }

  private static NumericTransform number(
      NumericTransform source, boolean optional, boolean linear) {
    if (!linear) {
      return source;
    }
    NumericTransform scaled = source.imputeMedian().standardize();
    return optional ? scaled.missingIndicator() : scaled;
  }

  private static List<Transform> time(Schema schema, Field field, boolean linear) {
    List<Transform> parts = new ArrayList<>(cyclicParts(field, linear));
    String name = field.name();
    parts.add(number(Transforms.calendar(name, EPOCH_DAY), false, linear));
    if (!linear) {
      parts.add(Transforms.calendar(name, YEAR));
    }
    schema
        .only(Role.EVENT_TIME)
        .ifPresent(
            event -> parts.add(number(Transforms.daysBetween(name, event.name()), false, linear)));
    return parts;
  }

  private static List<Transform> cyclicParts(Field field, boolean linear) {
    List<CalendarPart> parts = new ArrayList<>(List.of(MONTH, DAY_OF_WEEK));
    if (field.type() == FieldType.TIMESTAMP) {
      parts.add(HOUR_OF_DAY);
    }
    List<Transform> transforms = new ArrayList<>();
    for (CalendarPart part : parts) {
      if (!linear) {
        transforms.add(Transforms.calendar(field.name(), part));
        continue;
      }
      CyclicalTransform circle = Transforms.cyclical(field.name(), part).missingAtCentre();
      boolean flagged = field.optional() && transforms.isEmpty();
      transforms.add(flagged ? circle.missingIndicator() : circle);
    }
    return transforms;
  }
}
