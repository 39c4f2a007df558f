package io.millwright.artifact;

import io.millwright.Seed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model came from: the data, seed, libraries, machine and moment that made it.
 *
 * <p>Stored in the manifest, hence part of the identity of the bundle. The JVM and the architecture
 * are those of the process that calls {@link Builder#build()}. Never put personal values or secrets
 * into properties: they are stored as they are. Thread-safe: yes, immutable.
 */
public final class Lineage {

  static final int MAX_TEXT = 4096;
  static final int MAX_ENTRIES = 256;

  private final String dataFingerprint;
  private final Seed seed;
  private final Instant createdAt;
  private final String jvm;
  private final String architecture;
  private final String generator;
  private final SortedMap<String, String> libraries;
  private final SortedMap<String, String> properties;

  Lineage(
      String dataFingerprint,
      Seed seed,
      Instant createdAt,
      Origin origin,
      SortedMap<String, String> libraries,
      SortedMap<String, String> properties) {
    this.dataFingerprint = dataFingerprint;
    this.seed = seed;
    this.createdAt = createdAt;
    this.jvm = origin.jvm();
    this.architecture = origin.architecture();
    this.generator = origin.generator();
    this.libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
    this.properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    List<String> faults = faults();
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", faults));
    }
  }

  /** The JVM, processor architecture and random generator of the training. */
  record Origin(String jvm, String architecture, String generator) {
    static Origin current() {
      return new Origin(
          System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
          System.getProperty("os.arch"),
          Seed.GENERATOR);
    }
  }

  /**
   * Starts a lineage.
   *
   * @param dataFingerprint fingerprint of the training data, not blank, at most 4,096 characters
   * @param seed the seed that the training was given
   * @param clock read once, by {@link Builder#build()}
   */
  public static Builder builder(String dataFingerprint, Seed seed, Clock clock) {
    return new Builder(
        Objects.requireNonNull(dataFingerprint, "dataFingerprint"),
        Objects.requireNonNull(seed, "seed"),
        Objects.requireNonNull(clock, "clock"));
  }

  /** Fingerprint of the training data. */
  public String dataFingerprint() {
    return dataFingerprint;
  }

  /** The seed that the training was given. */
  public Seed seed() {
    return seed;
  }

  /** When the lineage was built. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Name and version of the JVM. */
  public String jvm() {
    return jvm;
  }

  /** Processor architecture, for example {@code amd64}. */
  public String architecture() {
    return architecture;
  }

  /** Name of the random generator behind the seed. */
  public String generator() {
    return generator;
  }

  /** Library name to version; unmodifiable, may be empty. */
  public SortedMap<String, String> libraries() {
    return libraries;
  }

  /** Free properties; unmodifiable, may be empty. */
  public SortedMap<String, String> properties() {
    return properties;
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    check(faults, "dataFingerprint", dataFingerprint);
    check(faults, "jvm", jvm);
    check(faults, "architecture", architecture);
    check(faults, "generator", generator);
    check(faults, "libraries", libraries);
    check(faults, "properties", properties);
    return faults;
  }

  private static void check(List<String> faults, String what, String text) {
    Texts.textFault(text, MAX_TEXT)
        .ifPresent(rule -> faults.add("Lineage " + what + " " + rule + ". Shorten or clean it."));
  }

  private static void check(List<String> faults, String what, Map<String, String> entries) {
    if (entries.size() > MAX_ENTRIES) {
      faults.add(
          "Lineage %s must have at most %d entries; had %d. Leave some out."
              .formatted(what, MAX_ENTRIES, entries.size()));
    }
    entries.forEach(
        (key, value) -> {
          Texts.keyFault(key)
              .ifPresent(
                  rule ->
                      faults.add(
                          "Lineage %s key %s; was %s. Rename it."
                              .formatted(what, rule, Texts.quoted(key))));
          check(faults, what + " entry " + Texts.quoted(key), value);
        });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lineage that
        && seed.equals(that.seed)
        && dataFingerprint.equals(that.dataFingerprint)
        && createdAt.equals(that.createdAt)
        && jvm.equals(that.jvm)
        && architecture.equals(that.architecture)
        && generator.equals(that.generator)
        && libraries.equals(that.libraries)
        && properties.equals(that.properties);
  }

  @Override
  public int hashCode() {
    return Objects.hash(dataFingerprint, seed, createdAt, libraries, properties);
  }

  @Override
  public String toString() {
    return "Lineage[seed=" + seed.value() + ", createdAt=" + createdAt + "]";
  }

  /** Collects the parts of a {@link Lineage}; single-use, not thread-safe. */
  public static final class Builder {
    private final String dataFingerprint;
    private final Seed seed;
    private final Clock clock;
    private final SortedMap<String, String> libraries = new TreeMap<>();
    private final SortedMap<String, String> properties = new TreeMap<>();

    private Builder(String dataFingerprint, Seed seed, Clock clock) {
      this.dataFingerprint = dataFingerprint;
      this.seed = seed;
      this.clock = clock;
    }

    /**
     * Adds the version of a library that took part.
     *
     * @throws IllegalStateException if the library was already given
     */
    public Builder library(String name, String version) {
      put("Library", libraries, name, version);
      return this;
    }

    /**
     * Adds a free property.
     *
     * @throws IllegalStateException if the property was already given
     */
    public Builder property(String key, String value) {
      put("Property", properties, key, value);
      return this;
    }

    /**
     * The lineage, stamped with the clock's time.
     *
     * @throws IllegalArgumentException if a key or a text breaks a rule; lists all of them
     */
    public Lineage build() {
      return new Lineage(
          dataFingerprint, seed, clock.instant(), Origin.current(), libraries, properties);
    }

    private static void put(String what, Map<String, String> to, String key, String value) {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
      if (to.putIfAbsent(key, value) != null) {
        throw new IllegalStateException(
            "%s %s must be given once; was given again. Remove one of the two calls."
                .formatted(what, Texts.quoted(key)));
      }
    }
  }
}
