package io.millwright.features.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The results of one producer for the texts of one call: each distinct text looked up once and made
 * once. Not thread-safe.
 */
final class TextResults {

  private final Producer producer;
  private final Optional<ResultCache> cache;
  private final int batchSize;
  private final Map<ResultKey, Outcome<byte[]>> known = new HashMap<>();
  private final Map<ResultKey, String> open = new LinkedHashMap<>();

  TextResults(Producer producer, Optional<ResultCache> cache, int batchSize) {
    this.producer = producer;
    this.cache = cache;
    this.batchSize = batchSize;
  }

  /** One outcome for each text, empty for null. */
  List<Optional<Outcome<byte[]>>> of(List<@Nullable String> texts) {
    String digest = producer.digest();
    List<Optional<ResultKey>> keys = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (text == null) {
        keys.add(Optional.empty());
        continue;
      }
      ResultKey key = ResultKey.of(digest, text);
      keys.add(Optional.of(key));
      lookUp(key, text);
    }
    make();
    return keys.stream().map(k -> k.map(known::get)).toList();
  }

  private void lookUp(ResultKey key, String text) {
    if (known.containsKey(key) || open.containsKey(key)) {
      return;
    }
    // A result that cannot be read is as good as none.
    Optional<byte[]> cached = cache.flatMap(c -> c.get(key)).filter(producer::accepts);
    if (cached.isPresent()) {
      known.put(key, Outcome.of(cached.get()));
      return;
    }
    open.put(key, text);
    if (open.size() == batchSize) {
      make();
    }
  }

  private void make() {
    if (open.isEmpty()) {
      return;
    }
    List<ResultKey> keys = List.copyOf(open.keySet());
    List<Outcome<byte[]>> outcomes = producer.produce(List.copyOf(open.values()));
    open.clear();
    for (int i = 0; i < keys.size(); i++) {
      ResultKey key = keys.get(i);
      known.put(key, outcomes.get(i));
      if (outcomes.get(i) instanceof Outcome.Value<byte[]> made) {
        cache.ifPresent(c -> c.put(key, made.value()));
      }
    }
  }
}
