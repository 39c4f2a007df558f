package io.millwright.report;

import java.util.ArrayList;
import java.util.List;

/** Largest triangle of three buckets; see {@link Series#thinnedTo}. */
final class Thinning {

  private Thinning() {}

  static List<Point> largestTriangles(List<Point> points, int most) {
    int last = points.size() - 1;
    int buckets = most - 2;
    List<Point> kept = new ArrayList<>(most);
    Point previous = points.get(0);
    kept.add(previous);
    for (int bucket = 0; bucket < buckets; bucket++) {
      int from = start(bucket, buckets, last);
      int to = start(bucket + 1, buckets, last);
      int nextTo = bucket + 1 == buckets ? last + 1 : start(bucket + 2, buckets, last);
      previous = farthest(points, from, to, previous, mean(points, to, nextTo));
      kept.add(previous);
    }
    kept.add(points.get(last));
    return kept;
  }

  /** First index of a bucket; the points strictly between first and last are shared out evenly. */
  private static int start(int bucket, int buckets, int last) {
    return 1 + (int) ((long) bucket * (last - 1) / buckets);
  }

  private static Point mean(List<Point> points, int from, int to) {
    double x = 0;
    double y = 0;
    for (Point point : points.subList(from, to)) {
      x += point.x();
      y += point.y();
    }
    return Point.of(x / (to - from), y / (to - from));
  }

  private static Point farthest(List<Point> points, int from, int to, Point a, Point c) {
    Point best = points.get(from);
    double bestArea = -1;
    for (Point b : points.subList(from, to)) {
      double area = Math.abs((a.x() - c.x()) * (b.y() - a.y()) - (a.x() - b.x()) * (c.y() - a.y()));
      if (area > bestArea) {
        bestArea = area;
        best = b;
      }
    }
    return best;
  }
}
