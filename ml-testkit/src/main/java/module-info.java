/** Assertions and a JUnit extension for tests of models. */
@org.jspecify.annotations.NullMarked
module io.millwright.testkit {
  requires static transitive org.jspecify;
  requires transitive io.millwright.core;
  requires transitive io.millwright.eval;
  requires transitive io.millwright.features;
  requires io.millwright.report;
  requires com.fasterxml.jackson.databind;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;

  exports io.millwright.testkit;
}
