package io.millwright.artifact;

import io.millwright.artifact.RegistryEvent.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Versions of model bundles in a directory, with stages, gates, rollback and history.
 *
 * <p>A version moves {@link Stage#DEVELOPMENT} → {@link Stage#STAGING} → {@link Stage#PRODUCTION}
 * through gates, and to {@link Stage#ARCHIVED} when another takes its place. Bundles are copied in,
 * verified on every opening, and never changed or deleted.
 *
 * <p>Any number of threads and processes may use one directory on a local file system. Writers wait
 * for each other without a time limit. Readers never wait and see the state before or after a
 * write, never between, even if the writer was killed; the next writer to the same model removes
 * what the killed one left. If a write fails with {@link UncheckedIOException}, the state is the
 * old or the new one. Not made for network file systems without working locks and atomic renames.
 * Thread-safe: yes.
 */
public final class ModelRegistry {

  /** The part without which no bundle is registered. */
  public static final String EVALUATION_PART = "evaluation.json";

  private static final String NOBODY = "unspecified";

  private final RegistryStore store;
  private final Clock clock;
  private final Limits limits;
  private final String actor;

  private ModelRegistry(RegistryStore store, Clock clock, Limits limits, String actor) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    this.actor = actor;
  }

  /**
   * The registry in a directory, which is made if it is absent.
   *
   * @param clock gives the times of versions and events
   * @throws UncheckedIOException if the directory cannot be made
   */
  public static ModelRegistry at(Path directory, Clock clock) {
    return at(directory, clock, RealFiles.INSTANCE);
  }

  static ModelRegistry at(Path directory, Clock clock, FileOperations files) {
    Objects.requireNonNull(clock, "clock");
    try {
      Path root = Files.createDirectories(directory).toRealPath();
      return new ModelRegistry(new RegistryStore(root, files), clock, Limits.ofDefaults(), NOBODY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same registry, with another name of whoever acts in the history; default unspecified. */
  public ModelRegistry actingAs(String name) {
    return new ModelRegistry(
        store, clock, limits, Texts.requireText("Actor", name, GateDecision.MAX_TEXT));
  }

  /** The same registry, with other limits on the bundles it takes and opens. */
  public ModelRegistry withLimits(Limits other) {
    return new ModelRegistry(store, clock, Objects.requireNonNull(other, "other"), actor);
  }

  /**
   * Adds a bundle as the next version, in {@link Stage#DEVELOPMENT}; a bundle that is there already
   * stays the version it is.
   *
   * @param name model name, {@code [a-z0-9][a-z0-9._-]{0,63}}, no device name, no dot at its end
   * @return the new version, or the one with the same digest
   * @throws RegistryException with code {@code evaluation-missing} if the bundle has no {@link
   *     #EVALUATION_PART}
   * @throws ArtifactException if the bundle is above the limits or changed while it was copied
   */
  public ModelVersion register(String name, ModelBundle bundle) {
    Texts.requireModelName(name);
    bundle.manifest().requireWithin(limits);
    if (!bundle.hasPart(EVALUATION_PART)) {
      throw new RegistryException(
          "evaluation-missing",
          "A bundle must have a part %s to be registered; has %s. Evaluate the model first."
              .formatted(EVALUATION_PART, bundle.partNames()));
    }
    return store.exclusively(
        () -> {
          RegistryState state = store.read(name).orElseGet(() -> RegistryState.empty(name));
          Optional<ModelVersion> known = state.withDigest(bundle.digest());
          return known.isPresent() ? known.get() : add(state, bundle);
        });
  }

  private ModelVersion add(RegistryState state, ModelBundle bundle) throws IOException {
    ModelVersion version =
        new ModelVersion(
            state.name(),
            state.versions().size() + 1,
            bundle.digest(),
            clock.instant(),
            Stage.DEVELOPMENT);
    store.clean(state);
    store.add(version, bundle);
    store.commit(
        state.with(version),
        List.of(event(Action.REGISTERED, version, null, Stage.DEVELOPMENT, "Registered", null)));
    return version;
  }

  /** The names of all models, sorted. */
  public List<String> names() {
    return store.names();
  }

  /** All versions of a model by number; empty if the model is unknown. */
  public List<ModelVersion> list(String name) {
    Texts.requireModelName(name);
    return store.read(name).map(RegistryState::versions).orElse(List.of());
  }

  /** The newest version in a stage, if any. */
  public Optional<ModelVersion> find(String name, Stage stage) {
    Texts.requireModelName(name);
    return store.read(name).flatMap(state -> state.newest(stage));
  }

  /** Everything that was done to a model, oldest first; empty if the model is unknown. */
  public List<RegistryEvent> history(String name) {
    Texts.requireModelName(name);
    return store.read(name).map(store::history).orElse(List.of());
  }

  /**
   * The verified bundle of a version.
   *
   * @throws RegistryException with code {@code unknown-version} if this registry has no such
   *     version
   * @throws ArtifactException if its files were damaged or changed
   */
  public ModelBundle open(ModelVersion version) {
    ModelVersion known = require(state(version.name()), version);
    ModelBundle bundle = ModelBundle.open(store.versionPath(known), limits);
    if (!bundle.digest().equals(known.bundleDigest())) {
      throw ArtifactException.of(
          "bundle-digest",
          "Bundle of version %d of %s must have digest %s; had %s. Restore it from a backup."
              .formatted(known.number(), known.name(), known.bundleDigest(), bundle.digest()));
    }
    return bundle;
  }

  /**
   * The verified bundle of the newest version in a stage.
   *
   * @throws RegistryException with code {@code unknown-model} or {@code unknown-version}
   * @throws ArtifactException if its files were damaged or changed
   */
  public ModelBundle open(String name, Stage stage) {
    Texts.requireModelName(name);
    return open(
        state(name)
            .newest(stage)
            .orElseThrow(
                () ->
                    new RegistryException(
                        "unknown-version",
                        "Model %s must have a version in %s; has none. Promote one first."
                            .formatted(name, stage))));
  }

  /**
   * Moves a version up one stage if the gate passes it; what was in production is archived when
   * another version takes its place. The decision goes into the history either way.
   *
   * @param to {@link Stage#STAGING} from DEVELOPMENT, {@link Stage#PRODUCTION} from STAGING
   * @return the version in its new stage
   * @throws PromotionRefusedException if the verdict is not PASS
   * @throws RegistryException with code {@code illegal-transition}, {@code unknown-version}, or
   *     {@code concurrent-change} if the registry changed while the gate decided
   * @throws ArtifactException if the candidate's or the champion's files were damaged
   */
  public ModelVersion promote(ModelVersion version, Stage to, PromotionGate gate) {
    RegistryState seen = state(version.name());
    ModelVersion candidate = require(seen, version);
    if (!candidate.stage().promotesTo(to)) {
      throw illegal(candidate, to, "Promote DEVELOPMENT to STAGING and STAGING to PRODUCTION");
    }
    Optional<ModelVersion> champion = seen.newest(Stage.PRODUCTION);
    GateDecision decision =
        Objects.requireNonNull(
            gate.decide(open(candidate), champion.map(this::open)), "decision of the gate");
    return store.exclusively(
        () -> {
          RegistryState now = state(version.name());
          if (!now.newest(Stage.PRODUCTION).equals(champion)
              || !require(now, version).equals(candidate)) {
            throw new RegistryException(
                "concurrent-change",
                "Model %s must not change while its gate decides; did. Promote again."
                    .formatted(version.name()));
          }
          return decided(now, candidate, to, decision);
        });
  }

  private ModelVersion decided(
      RegistryState now, ModelVersion candidate, Stage to, GateDecision decision)
      throws IOException {
    String reason = "The gate decided " + decision.verdict();
    store.clean(now);
    if (decision.verdict() != Verdict.PASS) {
      store.commit(
          now, List.of(event(Action.REFUSED, candidate, candidate.stage(), to, reason, decision)));
      throw new PromotionRefusedException(candidate, to, decision);
    }
    List<RegistryEvent> events = new ArrayList<>();
    events.add(event(Action.PROMOTED, candidate, candidate.stage(), to, reason, decision));
    if (to == Stage.PRODUCTION) {
      now.newest(Stage.PRODUCTION).ifPresent(old -> events.add(replaced(old, candidate)));
      store.commit(now.promoted(candidate.number()), events);
    } else {
      store.commit(now.moved(candidate.number(), to), events);
    }
    return candidate.in(to);
  }

  /**
   * Takes a version out of use, from any stage.
   *
   * @throws RegistryException with code {@code illegal-transition} if it is archived already
   */
  public ModelVersion archive(ModelVersion version, String reason) {
    Texts.requireText("Reason", reason, GateDecision.MAX_TEXT);
    return store.exclusively(
        () -> {
          RegistryState now = state(version.name());
          ModelVersion known = require(now, version);
          if (known.stage() == Stage.ARCHIVED) {
            throw illegal(known, Stage.ARCHIVED, "Leave it as it is");
          }
          store.clean(now);
          store.commit(
              now.moved(known.number(), Stage.ARCHIVED),
              List.of(event(Action.ARCHIVED, known, known.stage(), Stage.ARCHIVED, reason, null)));
          return known.in(Stage.ARCHIVED);
        });
  }

  /**
   * Makes the version productive again that served before the one in production; if none is in
   * production, the one that served last. The version that is replaced is archived and is not
   * returned to by further rollbacks. No gate is asked, but the bundle is verified.
   *
   * @return the version in production
   * @throws RegistryException with code {@code rollback-impossible} if no version served before
   * @throws ArtifactException if the files of that version were damaged; nothing changes then
   */
  public ModelVersion rollback(String name, String reason) {
    Texts.requireModelName(name);
    Texts.requireText("Reason", reason, GateDecision.MAX_TEXT);
    return store.exclusively(
        () -> {
          RegistryState now = state(name);
          ModelVersion previous =
              now.previous()
                  .orElseThrow(
                      () ->
                          new RegistryException(
                              "rollback-impossible",
                              "Model %s must have a version that served before; has none. Promote another version."
                                  .formatted(name)));
          open(previous);
          List<RegistryEvent> events = new ArrayList<>();
          events.add(
              event(
                  Action.ROLLED_BACK, previous, previous.stage(), Stage.PRODUCTION, reason, null));
          now.newest(Stage.PRODUCTION).ifPresent(old -> events.add(replaced(old, previous)));
          store.clean(now);
          store.commit(now.rolledBack(), events);
          return previous.in(Stage.PRODUCTION);
        });
  }

  private RegistryEvent replaced(ModelVersion old, ModelVersion by) {
    return event(
        Action.ARCHIVED,
        old,
        old.stage(),
        Stage.ARCHIVED,
        "Replaced by version " + by.number(),
        null);
  }

  private RegistryEvent event(
      Action action,
      ModelVersion version,
      @Nullable Stage from,
      Stage to,
      String reason,
      @Nullable GateDecision decision) {
    return new RegistryEvent(
        clock.instant(), actor, action, version.number(), from, to, reason, decision);
  }

  private RegistryState state(String name) {
    return store
        .read(name)
        .orElseThrow(
            () ->
                new RegistryException(
                    "unknown-model",
                    "Model %s must be registered; is not. Register a bundle first."
                        .formatted(name)));
  }

  private static ModelVersion require(RegistryState state, ModelVersion version) {
    return state
        .version(version.number())
        .filter(known -> known.bundleDigest().equals(version.bundleDigest()))
        .orElseThrow(
            () ->
                new RegistryException(
                    "unknown-version",
                    "Version %d of %s must be in this registry with the same digest; is not. List the versions."
                        .formatted(version.number(), version.name())));
  }

  private static RegistryException illegal(ModelVersion version, Stage to, String advice) {
    return new RegistryException(
        "illegal-transition",
        "Version %d of %s must be in a stage that leads to %s; was in %s. %s."
            .formatted(version.number(), version.name(), to, version.stage(), advice));
  }
}
