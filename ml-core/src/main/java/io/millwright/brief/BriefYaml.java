package io.millwright.brief;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of YAML that a brief needs into {@link BriefNode}s; see {@link
 * ProblemBrief#fromYaml}. A line that is none is a fault and is left out.
 */
final class BriefYaml {

  private static final int DEEPEST = 8;

  /**
   * A line that holds something.
   *
   * @param number from 1
   * @param indent blanks before it
   * @param text without indent, comment and blanks at the end
   */
  private record Line(int number, int indent, String text) {

    boolean isItem() {
      return text.equals("-") || text.startsWith("- ");
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final BriefFaults faults;
  private int next;

  private BriefYaml(String yaml, BriefFaults faults) {
    this.faults = faults;
    int number = 0;
    for (String raw : yaml.split("\r\n|\n|\r", -1)) {
      number++;
      int indent = 0;
      while (indent < raw.length() && raw.charAt(indent) == ' ') {
        indent++;
      }
      String text = YamlScalars.withoutComment(raw.substring(indent));
      if (text.startsWith("\t")) {
        faults.add(number, "Indent must be of blanks; was a tab.");
      } else if (!text.isEmpty()) {
        lines.add(new Line(number, indent, text));
      }
    }
  }

  static BriefNode parse(String yaml, BriefFaults faults) {
    BriefYaml reader = new BriefYaml(yaml, faults);
    if (reader.lines.isEmpty()) {
      faults.add(1, "Document must hold a mapping; was empty.");
      return new BriefNode.Scalar(1, "", true);
    }
    BriefNode root = reader.block(reader.lines.get(0).indent(), 0);
    while (reader.next < reader.lines.size()) {
      Line rest = reader.lines.get(reader.next++);
      faults.add(rest.number(), "Line must be indented like its neighbours; was not.");
    }
    return root;
  }

  /** The mapping or list whose lines have this indent. */
  private BriefNode block(int indent, int depth) {
    Line first = lines.get(next);
    if (depth > DEEPEST) {
      faults.add(first.number(), "Nesting must be at most " + DEEPEST + " deep; was deeper.");
      while (next < lines.size() && lines.get(next).indent() >= indent) {
        next++;
      }
      return new BriefNode.Scalar(first.number(), "", true);
    }
    return first.isItem() ? items(indent, depth) : mapping(indent, depth);
  }

  private BriefNode items(int indent, int depth) {
    int line = lines.get(next).number();
    List<BriefNode> items = new ArrayList<>();
    while (next < lines.size() && lines.get(next).indent() == indent) {
      Line item = lines.get(next);
      if (!item.isItem()) {
        break;
      }
      String rest = item.text().substring(1);
      String value = rest.stripLeading();
      if (value.isEmpty()) {
        next++;
        items.add(below(item, indent, depth));
      } else if (YamlScalars.keyEnd(value) >= 0) {
        // The first member stands beside the dash: read it as a line of its own.
        int inner = indent + 1 + rest.length() - value.length();
        lines.set(next, new Line(item.number(), inner, value));
        items.add(block(inner, depth + 1));
      } else {
        next++;
        items.add(scalar(item, value));
      }
    }
    return new BriefNode.Items(line, items);
  }

  private BriefNode mapping(int indent, int depth) {
    int line = lines.get(next).number();
    Map<String, BriefNode> members = new LinkedHashMap<>();
    while (next < lines.size() && lines.get(next).indent() == indent) {
      Line member = lines.get(next);
      if (member.isItem()) {
        break;
      }
      next++;
      int end = YamlScalars.keyEnd(member.text());
      if (end < 0) {
        faults.add(member.number(), "Line must be 'name: value' or '- value'; was neither.");
        skipBelow(indent);
        continue;
      }
      String name = member.text().substring(0, end);
      String value = member.text().substring(end + 1).strip();
      BriefNode node = value.isEmpty() ? below(member, indent, depth) : scalar(member, value);
      if (!value.isEmpty()) {
        skipBelow(indent);
      }
      if (members.put(name, node) != null) {
        faults.add(
            member.number(), "Member " + BriefReader.shown(name) + " must be there once; was again.");
      }
    }
    return new BriefNode.Mapping(line, members);
  }

  /** What stands under a name or a dash; the items of a list may have the indent of their name. */
  private BriefNode below(Line owner, int indent, int depth) {
    if (next < lines.size()) {
      Line under = lines.get(next);
      boolean list = under.isItem() && under.indent() == indent && !owner.isItem();
      if (under.indent() > indent || list) {
        return block(under.indent(), depth + 1);
      }
    }
    faults.add(owner.number(), "Value must be there; was absent.");
    return new BriefNode.Scalar(owner.number(), "", true);
  }

  /** Lines under a line that can have none. */
  private void skipBelow(int indent) {
    while (next < lines.size() && lines.get(next).indent() > indent) {
      faults.add(
          lines.get(next++).number(), "Line must not stand under one that has a value; did.");
    }
  }

  private BriefNode scalar(Line line, String value) {
    if (value.equals("[]")) {
      return new BriefNode.Items(line.number(), List.of());
    }
    return YamlScalars.read(line.number(), value, faults);
  }
}
