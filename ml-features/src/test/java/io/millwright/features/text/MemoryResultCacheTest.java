package io.millwright.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MemoryResultCacheTest {

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String A =
      "022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c";

  private static final String MANY =
      "586cde7aa89ade4406f9174b3a56ce1fb7caeba97247f977cfe52e4fc59165d2";

  private static ResultKey key(int i) {
    return ResultKey.of("ab".repeat(32), "text " + i);
  }

  @Test
  void put_beyondTheBound_forgetsWhatWasAskedForLongestAgo() {
    MemoryResultCache cache = MemoryResultCache.of(3 * (256 + 100));
    for (int i = 0; i < 3; i++) {
      cache.put(key(i), new byte[100]);
    }
    assertThat(cache.get(key(0))).isPresent();
    cache.put(key(3), new byte[100]);
    assertThat(cache.size()).isEqualTo(3);
    assertThat(cache.get(key(1))).isEmpty();
    assertThat(cache.get(key(0))).isPresent();
    cache.put(key(4), new byte[300]);
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.get(key(4))).isPresent();
    assertThat(cache.get(key(0))).isPresent();
    cache.put(key(5), new byte[5_000]);
    assertThat(cache.get(key(5))).as("never fits").isEmpty();
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void results_changedByTheCaller_stay() {
    MemoryResultCache cache = MemoryResultCache.of(10_000);
    byte[] mine = {1, 2};
    cache.put(key(1), mine);
    mine[0] = 9;
    cache.get(key(1)).orElseThrow()[1] = 9;
    assertThat(cache.get(key(1))).hasValue(new byte[] {1, 2});
    cache.put(key(1), new byte[] {7});
    assertThat(cache.get(key(1))).hasValue(new byte[] {1, 2});
  }

  @Test
  void arguments_outOfRange_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MemoryResultCache.of(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemoryResultCache.of(10).put(key(1), new byte[(1 << 20) + 1]));
  }

  /** SHA-256 of 0061, by another tool; lone surrogates have keys of their own. */
  @Test
  void key_ofTexts_isTheHashOfTheirUnits() {
    String producer = "00".repeat(32);
    assertThat(ResultKey.of(producer, "a").text()).isEqualTo(A);
    assertThat(ResultKey.of(producer, "")).isEqualTo(new ResultKey(producer, EMPTY));
    assertThat(ResultKey.of(producer, "\uD83D")).isNotEqualTo(ResultKey.of(producer, "\uDE00"));
    assertThat(ResultKey.of(producer, "\uD83D")).isNotEqualTo(ResultKey.of(producer, "?"));
    assertThat(ResultKey.of(producer, "x".repeat(10_000)).text()).isEqualTo(MANY);
    assertThat(ResultKey.of(ResultKey.of(producer, "a").bytes(), 0))
        .isEqualTo(ResultKey.of(producer, "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new ResultKey("00", EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResultKey("AB".repeat(32), EMPTY))
        .withMessageContaining("64 lower-case hexadecimal digits");
  }
}
