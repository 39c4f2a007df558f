package io.millwright.llm.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Turns filters into Lucene queries over the metadata fields of {@link IndexFormat}. */
final class FilterQueries {

  private FilterQueries() {}

  static Query of(Filter filter) {
    if (filter instanceof Filter.All) {
      return new MatchAllDocsQuery();
    }
    if (filter instanceof Filter.Both both) {
      return join(of(both.left()), of(both.right()), BooleanClause.Occur.FILTER);
    }
    if (filter instanceof Filter.Either either) {
      return join(of(either.left()), of(either.right()), BooleanClause.Occur.SHOULD);
    }
    if (filter instanceof Filter.Negation negation) {
      return new BooleanQuery.Builder()
          .add(new MatchAllDocsQuery(), BooleanClause.Occur.FILTER)
          .add(of(negation.filter()), BooleanClause.Occur.MUST_NOT)
          .build();
    }
    return leaf(filter);
  }

  private static Query leaf(Filter filter) {
    if (filter instanceof Filter.TextIn text) {
      List<BytesRef> terms = text.values().stream().map(BytesRef::new).toList();
      return new TermInSetQuery(IndexFormat.textField(text.key()), terms);
    }
    if (filter instanceof Filter.FlagIs flag) {
      return new TermQuery(
          new Term(IndexFormat.flagField(flag.key()), Boolean.toString(flag.value())));
    }
    if (filter instanceof Filter.WholeRange range) {
      return join(
          LongPoint.newRangeQuery(IndexFormat.wholeField(range.key()), range.min(), range.max()),
          DoublePoint.newRangeQuery(
              IndexFormat.realField(range.key()), range.lowestReal(), range.highestReal()),
          BooleanClause.Occur.SHOULD);
    }
    if (filter instanceof Filter.RealRange range) {
      return join(
          wholes(range),
          DoublePoint.newRangeQuery(
              IndexFormat.realField(range.key()), range.min() + 0.0, range.max() + 0.0),
          BooleanClause.Occur.SHOULD);
    }
    if (filter instanceof Filter.DayRange range) {
      return LongPoint.newRangeQuery(
          IndexFormat.dayField(range.key()), day(range.min()), day(range.max()));
    }
    throw new IllegalStateException("Filter must be one of the known kinds; was " + filter);
  }

  private static long day(LocalDate date) {
    return date.toEpochDay();
  }

  private static Query wholes(Filter.RealRange range) {
    if (Reals.compare(Long.MAX_VALUE, range.min()) < 0
        || Reals.compare(Long.MIN_VALUE, range.max()) > 0) {
      return new MatchNoDocsQuery();
    }
    long min =
        Reals.compare(Long.MIN_VALUE, range.min()) >= 0
            ? Long.MIN_VALUE
            : whole(range.min(), RoundingMode.CEILING);
    long max =
        Reals.compare(Long.MAX_VALUE, range.max()) <= 0
            ? Long.MAX_VALUE
            : whole(range.max(), RoundingMode.FLOOR);
    return LongPoint.newRangeQuery(IndexFormat.wholeField(range.key()), min, max);
  }

  private static long whole(double value, RoundingMode mode) {
    return new BigDecimal(value).setScale(0, mode).longValueExact();
  }

  private static Query join(Query left, Query right, BooleanClause.Occur occur) {
    return new BooleanQuery.Builder().add(left, occur).add(right, occur).build();
  }
}
