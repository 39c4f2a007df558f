package io.millwright.eval.explain;

import io.millwright.schema.Schema;
import io.millwright.table.Row;

/** A row that has the fields of some players from one row and all others from another. */
final class MixedRow implements Row {

  private final int[] playerOf;
  private final boolean[] fromOwn;
  private final Row own;
  private Row other;

  MixedRow(int[] playerOf, int players, Row own) {
    this.playerOf = playerOf;
    this.fromOwn = new boolean[players];
    this.own = own;
    this.other = own;
  }

  void other(Row row) {
    other = row;
  }

  void own(int player, boolean yes) {
    fromOwn[player] = yes;
  }

  private Row source(int field) {
    return playerOf[field] >= 0 && fromOwn[playerOf[field]] ? own : other;
  }

  @Override
  public Schema schema() {
    return own.schema();
  }

  @Override
  public boolean isMissing(int field) {
    return source(field).isMissing(field);
  }

  @Override
  public double number(int field) {
    return source(field).number(field);
  }

  @Override
  public long integer(int field) {
    return source(field).integer(field);
  }

  @Override
  public String string(int field) {
    return source(field).string(field);
  }
}
