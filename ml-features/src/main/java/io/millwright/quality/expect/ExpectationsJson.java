package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.profile.Profile;
import io.millwright.quality.expect.Expectation.Kind;
import io.millwright.quality.expect.Expectations.Clause;
import io.millwright.schema.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Expectations as JSON, format 1. */
final class ExpectationsJson {

  private static final int FORMAT_VERSION = 1;
  private static final int ALL_FLAGS = 0x1FF;

  private ExpectationsJson() {}

  static String write(Expectations expectations) {
    ObjectNode root = StrictObject.newObject();
    root.put("formatVersion", FORMAT_VERSION);
    ArrayNode fields = root.putArray("fields");
    new TreeMap<>(expectations.fields())
        .forEach((name, type) -> fields.addObject().put("name", name).put("type", type.name()));
    ArrayNode list = root.putArray("expectations");
    for (Clause clause : expectations.clauses()) {
      ObjectNode node = list.addObject().put("kind", clause.expectation().kind().name());
      if (clause.expectation().kind() != Kind.LIKE_PROFILE) {
        ArrayNode names = node.putArray("fields");
        clause.expectation().fields().forEach(names::add);
      }
      node.put("upTo", clause.expectation().tolerated());
      node.put("severity", clause.expectation().severity().name());
      clause.rule().write(node);
    }
    return StrictObject.write(root);
  }

  static Expectations read(String json) {
    StrictObject root = StrictObject.parse(json);
    root.only("formatVersion", "fields", "expectations");
    if (root.whole("formatVersion") != FORMAT_VERSION) {
      throw root.fault("member 'formatVersion' must be " + FORMAT_VERSION + ".");
    }
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (StrictObject field : root.objects("fields")) {
      field.only("name", "type");
      if (types.put(field.text("name"), field.oneOf("type", FieldType.class)) != null) {
        throw field.fault("a field must be named once; was named twice.");
      }
    }
    Expectations.Builder builder = Expectations.over(types);
    for (StrictObject part : root.objects("expectations")) {
      builder.add(rule(part, types));
      settings(part, builder);
    }
    Expectations read = builder.build();
    if (!read.fields().keySet().equals(types.keySet())) {
      throw root.fault("every field must be in an expectation; one is in none.");
    }
    return read;
  }

  private static void settings(StrictObject part, Expectations.Builder builder) {
    double share = part.number("upTo");
    if (share != 0) {
      builder.upTo(share);
    }
    if (part.oneOf("severity", Severity.class) == Severity.WARNING) {
      builder.warning();
    }
  }

  private static Rule rule(StrictObject part, Map<String, FieldType> types) {
    return switch (part.oneOf("kind", Kind.class)) {
      case REQUIRED -> new RequiredRule(field(part));
      case IN_RANGE -> range(part, types);
      case IN_SET -> new SetRule(field(part, "values"), Set.copyOf(part.texts("values")));
      case UNIQUE_KEY -> new UniqueRule(fields(part));
      case MATCHES -> pattern(part);
      case MONOTONE -> order(part);
      case FOREIGN_KEY -> foreign(part);
      case ROW_COUNT -> count(part);
      case LIKE_PROFILE -> profile(part);
    };
  }

  private static List<String> fields(StrictObject part, String... members) {
    String[] all = new String[members.length + 4];
    System.arraycopy(members, 0, all, 0, members.length);
    List<String> common = List.of("kind", "fields", "upTo", "severity");
    for (int i = 0; i < common.size(); i++) {
      all[members.length + i] = common.get(i);
    }
    part.only(all);
    return part.texts("fields");
  }

  private static String field(StrictObject part, String... members) {
    List<String> fields = fields(part, members);
    if (fields.size() != 1) {
      throw part.fault("member 'fields' must hold one name.");
    }
    return fields.get(0);
  }

  private static Rule range(StrictObject part, Map<String, FieldType> types) {
    if (part.has("from")) {
      String field = field(part, "from", "to");
      FieldType type = types.get(field);
      if (type == null || !type.isTime()) {
        throw part.fault("a range from one time to another must be of a DATE or TIMESTAMP.");
      }
      return new TimeRangeRule(field, type, part.whole("from"), part.whole("to"));
    }
    String field = field(part, "low", "high");
    double low = part.has("low") ? part.number("low") : Double.NEGATIVE_INFINITY;
    double high = part.has("high") ? part.number("high") : Double.POSITIVE_INFINITY;
    return new NumberRangeRule(field, low + 0.0, high + 0.0);
  }

  private static Rule pattern(StrictObject part) {
    String field = field(part, "regex", "flags");
    String regex = part.text("regex");
    long flags = part.whole("flags");
    if (regex.length() > PatternRule.MOST_REGEX) {
      throw part.fault("member 'regex' must be at most " + PatternRule.MOST_REGEX + " characters.");
    }
    if (flags < 0 || flags > ALL_FLAGS) {
      throw part.fault("member 'flags' must be flags of java.util.regex.Pattern.");
    }
    try {
      return new PatternRule(field, Pattern.compile(regex, (int) flags));
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw part.fault("member 'regex' must be a regular expression.");
    }
  }

  private static Rule order(StrictObject part) {
    List<String> fields = fields(part);
    if (fields.isEmpty() || fields.size() > 2) {
      throw part.fault("member 'fields' must hold one name or two.");
    }
    return new OrderRule(fields);
  }

  private static Rule foreign(StrictObject part) {
    String field = field(part, "keyField", "keyType", "keys");
    FieldType type = part.oneOf("keyType", FieldType.class);
    try {
      KeySet keys = KeySet.fromBase64(part.text("keys"));
      return new ForeignRule(field, part.text("keyField"), type, keys);
    } catch (IllegalArgumentException e) {
      throw part.fault("member 'keys' must be ascending keys of 16 bytes in base 64.");
    }
  }

  private static Rule count(StrictObject part) {
    if (!fields(part, "least", "most").isEmpty()) {
      throw part.fault("member 'fields' must be empty.");
    }
    return new RowCountRule(part.whole("least"), part.whole("most"));
  }

  private static Rule profile(StrictObject part) {
    part.only("kind", "upTo", "severity", "maxPsi", "profile");
    return new ProfileRule(Profile.fromJson(part.text("profile")), part.number("maxPsi"));
  }
}
