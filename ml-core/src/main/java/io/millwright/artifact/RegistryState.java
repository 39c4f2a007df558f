package io.millwright.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is true of one model: its versions 1..n, which of them served in turn ({@code
 * trail}, the last being the latest), and how much of the history file counts.
 */
record RegistryState(
    String name, List<ModelVersion> versions, List<Integer> trail, HistoryHead history) {

  /** Committed length of the history file and the digest of its last line. */
  record HistoryHead(long bytes, String digest) {
    static final HistoryHead START = new HistoryHead(0, "0".repeat(64));
  }

  RegistryState {
    versions = List.copyOf(versions);
    trail = List.copyOf(trail);
    for (int i = 0; i < versions.size(); i++) {
      require(versions.get(i).number() == i + 1, "versions must be numbered 1, 2, 3, …");
      require(versions.get(i).name().equals(name), "versions must carry the model's name");
    }
    List<Integer> productive =
        versions.stream()
            .filter(v -> v.stage() == Stage.PRODUCTION)
            .map(ModelVersion::number)
            .toList();
    require(productive.size() <= 1, "at most one version must be in PRODUCTION");
    require(
        productive.isEmpty()
            || (!trail.isEmpty() && trail.get(trail.size() - 1).equals(productive.get(0))),
        "the trail must end in the version in PRODUCTION");
    int known = versions.size();
    require(trail.stream().allMatch(n -> n >= 1 && n <= known), "the trail must name versions");
    require(trail.stream().distinct().count() == trail.size(), "the trail must not repeat");
    require(history.bytes() >= 0, "the history length must not be negative");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static RegistryState empty(String name) {
    return new RegistryState(name, List.of(), List.of(), HistoryHead.START);
  }

  Optional<ModelVersion> version(int number) {
    return number >= 1 && number <= versions.size()
        ? Optional.of(versions.get(number - 1))
        : Optional.empty();
  }

  Optional<ModelVersion> withDigest(String digest) {
    return versions.stream().filter(v -> v.bundleDigest().equals(digest)).findFirst();
  }

  /** The newest version in a stage. */
  Optional<ModelVersion> newest(Stage stage) {
    return versions.stream().filter(v -> v.stage() == stage).reduce((older, newer) -> newer);
  }

  RegistryState with(ModelVersion added) {
    List<ModelVersion> all = new ArrayList<>(versions);
    all.add(added);
    return new RegistryState(name, all, trail, history);
  }

  /** A version in another stage, short of PRODUCTION. */
  RegistryState moved(int number, Stage to) {
    return new RegistryState(name, staged(number, to), trail, history);
  }

  /** A version made productive for the first time; the one before is archived. */
  RegistryState promoted(int number) {
    List<Integer> longer = new ArrayList<>(trail);
    longer.add(number);
    return new RegistryState(name, productive(number), longer, history);
  }

  /** The version that {@link #rolledBack()} would make productive. */
  Optional<ModelVersion> previous() {
    int at = trail.size() - 1 - (newest(Stage.PRODUCTION).isPresent() ? 1 : 0);
    return at < 0 ? Optional.empty() : version(trail.get(at));
  }

  RegistryState rolledBack() {
    int number = previous().orElseThrow().number();
    return new RegistryState(
        name, productive(number), trail.subList(0, trail.indexOf(number) + 1), history);
  }

  RegistryState with(HistoryHead head) {
    return new RegistryState(name, versions, trail, head);
  }

  private List<ModelVersion> productive(int number) {
    return versions.stream()
        .map(v -> v.stage() == Stage.PRODUCTION ? v.in(Stage.ARCHIVED) : v)
        .map(v -> v.number() == number ? v.in(Stage.PRODUCTION) : v)
        .toList();
  }

  private List<ModelVersion> staged(int number, Stage to) {
    return versions.stream().map(v -> v.number() == number ? v.in(to) : v).toList();
  }
}
