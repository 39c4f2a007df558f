/** Turns a report into a page, Markdown or JSON. */
@org.jspecify.annotations.NullMarked
module io.millwright.report {
  requires static org.jspecify;
  requires transitive io.millwright.core;
  requires com.samskivert.jmustache;

  exports io.millwright.report.render;
}
