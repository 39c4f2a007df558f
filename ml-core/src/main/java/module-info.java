/** Words everyone shares: schema, table, split, profile, model, bundle, registry and report. */
@org.jspecify.annotations.NullMarked
module io.millwright.core {
  requires static org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires de.siegmar.fastcsv;
  requires commons.math3;
  requires org.slf4j;

  exports io.millwright;
}
