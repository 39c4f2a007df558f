package io.millwright.quality;

/** Finite numbers, at least one, of which order statistics can be had. */
interface OrderedNumbers {

  /** Interpolated, type 7 of Hyndman and Fan; 0 and 1 are the extremes. */
  double quantile(double q);

  /** The median of the distances from a number. */
  double medianDistance(double from);

  /** How many are below or above. */
  long outside(double low, double high);
}
