package io.millwright.brief;

import io.millwright.brief.BriefNode.Items;
import io.millwright.brief.BriefNode.Mapping;
import io.millwright.brief.BriefNode.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one mapping, read by type; every fault is collected and a neutral value comes back,
 * so that the reading goes on.
 */
final class BriefMembers {

  private final String subject;
  private final Mapping mapping;
  private final BriefFaults faults;
  private final Set<String> left;
  private boolean faulty;

  BriefMembers(String subject, Mapping mapping, BriefFaults faults) {
    this.subject = subject;
    this.mapping = mapping;
    this.faults = faults;
    this.left = new LinkedHashSet<>(mapping.members().keySet());
  }

  boolean has(String name) {
    return mapping.members().containsKey(name);
  }

  int line() {
    return mapping.line();
  }

  int line(String name) {
    BriefNode node = mapping.members().get(name);
    return node == null ? mapping.line() : node.line();
  }

  /** Whether a member asked for was not as it must be. */
  boolean isFaulty() {
    return faulty;
  }

  private @Nullable BriefNode take(String name) {
    left.remove(name);
    BriefNode node = mapping.members().get(name);
    if (node == null) {
      fault(mapping.line(), "Member '" + name + "' of the " + subject + " must be there; was not.");
    }
    return node;
  }

  private void fault(int line, String text) {
    faulty = true;
    faults.add(line, text);
  }

  private Optional<Scalar> scalar(String name) {
    BriefNode node = take(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Scalar scalar) {
      return Optional.of(scalar);
    }
    fault(node.line(), "Member '" + name + "' must be one value; was " + node.kind() + ".");
    return Optional.empty();
  }

  /** Not blank, or a fault and a neutral word. */
  String text(String name) {
    return scalar(name).map(s -> text(name, s)).orElse("-");
  }

  private String text(String name, Scalar scalar) {
    if (scalar.text().isBlank()) {
      fault(scalar.line(), "Member '" + name + "' must have a text; was blank.");
      return "-";
    }
    if (!BriefReader.isPlainWord(scalar)) {
      fault(
          scalar.line(),
          "Member '" + name + "' must be text; reads as a number or a truth value. Quote it.");
    }
    return scalar.text();
  }

  /** Finite, or a fault and NaN. */
  double number(String name) {
    return scalar(name).map(s -> number(name, s)).orElse(Double.NaN);
  }

  private double number(String name, Scalar scalar) {
    try {
      double value =
          scalar.quoted() || !scalar.text().matches("-?[0-9][0-9.eE+-]*")
              ? Double.NaN
              : Double.parseDouble(scalar.text());
      if (Double.isFinite(value)) {
        return value;
      }
      fault(scalar.line(), "Member '" + name + "' must be a finite number; was not.");
    } catch (NumberFormatException e) {
      fault(scalar.line(), "Member '" + name + "' must be a number; was none.");
    }
    return Double.NaN;
  }

  <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    Optional<Scalar> scalar = scalar(name);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(scalar.get().text())) {
        return Optional.of(constant);
      }
    }
    fault(
        scalar.get().line(),
        "Member '"
            + name
            + "' must be one of "
            + Arrays.stream(type.getEnumConstants()).map(BriefMembers::word).toList()
            + "; was another word.");
    return Optional.empty();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Optional<Mapping> mapping(String name) {
    BriefNode node = take(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Mapping found) {
      return Optional.of(found);
    }
    fault(node.line(), "Member '" + name + "' must be a mapping; was " + node.kind() + ".");
    return Optional.empty();
  }

  List<BriefNode> items(String name, int least) {
    BriefNode node = take(name);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Items)) {
      fault(node.line(), "Member '" + name + "' must be a list; was " + node.kind() + ".");
      return List.of();
    }
    List<BriefNode> items = BriefReader.list(node);
    if (items.size() < least || items.size() > BriefReader.mostItems()) {
      fault(
          node.line(),
          "Member '"
              + name
              + "' must have "
              + least
              + " to "
              + BriefReader.mostItems()
              + " items; had "
              + items.size()
              + ".");
    }
    return items;
  }

  /** Texts, none blank. */
  List<String> texts(String name, int least) {
    List<String> texts = new ArrayList<>();
    for (BriefNode item : items(name, least)) {
      if (item instanceof Scalar scalar) {
        texts.add(text(name, scalar));
      } else {
        fault(item.line(), "Items of '" + name + "' must be texts; one was " + item.kind() + ".");
      }
    }
    return texts;
  }

  /** The members not asked for are no fault of their own. */
  void ignoreRest() {
    left.clear();
  }

  /** Refuses members that were not asked for. */
  void end() {
    for (String name : left) {
      Map<String, BriefNode> members = mapping.members();
      BriefNode node = members.get(name);
      faults.add(
          node == null ? mapping.line() : node.line(),
          "Member " + BriefReader.shown(name) + " of the " + subject + " must be known; is not.");
    }
  }
}
