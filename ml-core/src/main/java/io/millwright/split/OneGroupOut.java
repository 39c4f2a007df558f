package io.millwright.split;

import io.millwright.table.Table;
import java.util.List;

/** A fold for each group. */
record OneGroupOut(String field) implements Folds {

  @Override
  public List<Split> split(Table table) {
    Groups groups = Groups.of(table, field);
    if (groups.count() < 2) {
      throw GroupedSplitter.tooFew(field, groups.count());
    }
    String how = "leave one group of '" + field + "' out";
    return FoldSplits.of(table, groups.rows(), groups.numbers(), groups.count(), how, "");
  }
}
