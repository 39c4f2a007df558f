package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The function step of a number: increasing wherever it is defined.
 *
 * @param lambda the exponent of a power, 0 for the others
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1964.tb00553.x">Box, Cox (1964), An analysis of
 *     transformations</a>
 * @see <a href="https://doi.org/10.1093/biomet/87.4.954">Yeo, Johnson (2000), A new family of power
 *     transformations</a>, equation 2.1
 */
record Curve(Kind kind, double lambda) {

  enum Kind {
    NONE("", ""),
    LOG1P("log1p", "ln(1 + x)"),
    LOG("log", "ln(x)"),
    SQRT("sqrt", "square root"),
    YEO_JOHNSON("yeoJohnson", "Yeo-Johnson power"),
    BOX_COX("boxCox", "Box-Cox power");

    final String word;
    final String text;

    Kind(String word, String text) {
      this.word = word;
      this.text = text;
    }

    boolean isPower() {
      return this == YEO_JOHNSON || this == BOX_COX;
    }

    /** Whether the function has a value there; missing stays missing and is none of its matter. */
    boolean accepts(double x) {
      return Double.isNaN(x)
          || switch (this) {
            case NONE, YEO_JOHNSON -> true;
            case LOG1P -> x > -1;
            case LOG, BOX_COX -> x > 0;
            case SQRT -> x >= 0;
          };
    }

    /** What a number must be, for a message. */
    String domain() {
      String bound =
          switch (this) {
            case NONE, YEO_JOHNSON -> "a number";
            case LOG1P -> "above -1";
            case LOG, BOX_COX -> "above 0";
            case SQRT -> "at least 0";
          };
      return bound + " for " + word;
    }
  }

  static final Curve NONE = new Curve(Kind.NONE, 0);

  /** Where {@code e^a - 1} is {@code a (1 + a / 2)} to the last digit. */
  private static final double TINY = 1e-9;

  double of(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    return switch (kind) {
      case NONE -> x;
      case LOG1P -> log1p(x);
      case LOG -> StrictMath.log(x);
      case SQRT -> Math.sqrt(x); // correctly rounded everywhere
      case BOX_COX -> power(StrictMath.log(x), lambda);
      case YEO_JOHNSON -> x < 0 ? -power(log1p(-x), 2 - lambda) : power(log1p(x), lambda);
    };
  }

  static double log1p(double x) {
    return StrictMath.log1p(x);
  }

  /** {@code (e^(lambda u) - 1) / lambda}, and u where lambda is 0. */
  private static double power(double u, double lambda) {
    double a = lambda * u;
    return Math.abs(a) < TINY ? u * (1 + a / 2) : StrictMath.expm1(a) / lambda;
  }

  String describe() {
    return kind == Kind.NONE
        ? ""
        : "; " + kind.text + (kind.isPower() ? " with lambda " + lambda : "");
  }

  void write(ObjectNode node) {
    node.put("log1p", kind == Kind.LOG1P);
    if (kind != Kind.NONE && kind != Kind.LOG1P) {
      ObjectNode function = node.putObject("function").put("kind", kind.name());
      if (kind.isPower()) {
        function.put("lambda", lambda);
      }
    }
  }

  static Curve read(JsonPart json) {
    boolean log1p = json.flag("log1p");
    if (!json.has("function")) {
      return log1p ? new Curve(Kind.LOG1P, 0) : NONE;
    }
    JsonPart function = json.object("function");
    Kind kind = function.oneOf("kind", Kind.class);
    if (log1p || kind == Kind.NONE || kind == Kind.LOG1P) {
      throw json.fault("member 'function' must be another than log1p, and stand alone.");
    }
    if (!kind.isPower()) {
      function.only("kind");
      return new Curve(kind, 0);
    }
    function.only("kind", "lambda");
    return new Curve(kind, function.number("lambda"));
  }
}
