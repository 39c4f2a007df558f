package io.millwright.report;

/** How the reader should take a value: as good news, a warning, bad news, or just a value. */
public enum Tone {
  /** Just a value; drawn without emphasis. */
  NEUTRAL,
  /** As wished, for example a gate that passed. */
  GOOD,
  /** Worth a look, for example a moderate drift or too little data to tell. */
  WARNING,
  /** Not as wished, for example a gate that refused. */
  BAD
}
