package io.millwright.samples.docs;

import io.millwright.model.Binary;
import io.millwright.samples.docs.Loans.Application;
import io.millwright.serving.Backend;
import java.util.concurrent.CountDownLatch;

/** A model that answers only once it is let go. */
record Waiting(CountDownLatch hold) implements Backend<Application, Binary> {

  @Override
  public Binary predict(Application input) {
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return new Binary(1);
  }

  @Override
  public void close() {}
}
