package io.millwright.tree;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Without JAZZER_FUZZ=1 it runs the known inputs only. */
class TreeJsonFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void read_fuzzed_isRefusedOrScores(FuzzedDataProvider data) {
    TreeJsonTest.tryToRead(data.consumeRemainingAsString());
  }
}
