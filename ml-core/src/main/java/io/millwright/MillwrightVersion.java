package io.millwright;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, as lineage records it. */
public final class MillwrightVersion {

  private static final String CURRENT = read();

  private MillwrightVersion() {}

  /** For example {@code 0.1.0}. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    try (InputStream in = MillwrightVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (in == null) {
        throw new IllegalStateException("Resource version.properties must be in the jar; is not.");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("Resource version.properties cannot be read.", e);
    }
  }
}
