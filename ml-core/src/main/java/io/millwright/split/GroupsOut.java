package io.millwright.split;

import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A fold for each choice of so many groups. */
record GroupsOut(String field, int some) implements Folds {

  @Override
  public List<SplitRows> rows(Table table) {
    Groups groups = Groups.of(table, field);
    GroupedSplitter.enough(field, groups.count(), some + 1);
    List<int[]> choices = Combinations.of(groups.count(), some);
    BitSet all = FoldSplits.set(groups.rows());
    List<BitSet> rows = FoldSplits.sets(groups.rows(), groups.numbers(), groups.count());
    List<SplitRows> splits = new ArrayList<>(choices.size());
    for (int[] choice : choices) {
      BitSet test = new BitSet();
      for (int group : choice) {
        test.or(rows.get(group));
      }
      BitSet train = (BitSet) all.clone();
      train.andNot(test);
      splits.add(
          SplitRows.of(
              table.rowCount(), train, test, description(splits.size() + 1, choices.size())));
    }
    return List.copyOf(splits);
  }

  private String description(int fold, int of) {
    String groups = some == 1 ? "one group" : some + " groups";
    return "leave " + groups + " of '" + field + "' out, fold " + fold + " of " + of;
  }
}
