package io.millwright.report.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium driven through its DevTools protocol: one page, its requests and faults. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private String session = "";

  /** The browser's program: system property {@code millwright.chromium}, else the first on PATH. */
  static Optional<Path> find() {
    @Nullable String named = System.getProperty("millwright.chromium");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the browser with a fresh profile in {@code folder}. */
  Chromium(Path program, Path folder) throws Exception {
    Path profile = Files.createDirectories(folder.resolve("profile"));
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(profile.resolve("DevToolsActivePort")), new Listener(this::message))
            .get(30, TimeUnit.SECONDS);
    String target =
        send("Target.createTarget", JSON.createObjectNode().put("url", "about:blank"))
            .get("targetId")
            .asText();
    session =
        send(
                "Target.attachToTarget",
                JSON.createObjectNode().put("targetId", target).put("flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", JSON.createObjectNode());
    }
  }

  /** Opens the file and waits until it is loaded; forgets earlier requests and faults. */
  void open(Path file) throws Exception {
    requests.clear();
    faults.clear();
    loaded = new CompletableFuture<>();
    send("Page.navigate", JSON.createObjectNode().put("url", file.toUri().toString()));
    loaded.get(60, TimeUnit.SECONDS);
  }

  /** Sets the width of the window and whether the reader prefers dark. */
  void view(int width, int height, boolean dark) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    send("Emulation.setEmulatedMedia", media);
    evaluate(
        "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => r(1)))))");
  }

  /** The value of a JavaScript expression, awaited where it is a promise. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException("Page must answer; was: " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** A picture of the whole page, however long. */
  byte[] picture() throws Exception {
    ObjectNode params = JSON.createObjectNode().put("format", "png");
    params.put("captureBeyondViewport", true);
    return Base64.getDecoder().decode(send("Page.captureScreenshot", params).get("data").asText());
  }

  /** The page as it prints. */
  byte[] pdf() throws Exception {
    ObjectNode params = JSON.createObjectNode().put("printBackground", true);
    return Base64.getDecoder().decode(send("Page.printToPDF", params).get("data").asText());
  }

  /** The addresses that the page has asked for, its own among them. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Console errors and warnings, uncaught exceptions, refused policies. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private URI address(Path portFile) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      if (Files.exists(portFile)) {
        List<String> lines = Files.readAllLines(portFile);
        if (lines.size() >= 2) {
          return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        }
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(20);
    }
    process.destroyForcibly();
    throw new IOException(
        "Chromium must open its DevTools port within 60 s; was "
            + (process.isAlive() ? "silent" : "ended")
            + ". Look at chromium.log.");
  }

  private JsonNode send(String method, ObjectNode params)
      throws InterruptedException, ExecutionException, TimeoutException {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", params);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).get(30, TimeUnit.SECONDS);
    return answer.get(60, TimeUnit.SECONDS);
  }

  private void message(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        answer(message);
      } else {
        event(message.get("method").asText(), message.path("params"));
      }
    } catch (IOException e) {
      faults.add("unreadable message: " + e.getMessage());
    }
  }

  private void answer(JsonNode message) {
    CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").asInt());
    if (answer == null) {
      return;
    }
    if (message.has("error")) {
      answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
    } else {
      answer.complete(message.get("result"));
    }
  }

  private void event(String method, JsonNode params) {
    switch (method) {
      case "Network.requestWillBeSent" -> requests.add(params.at("/request/url").asText());
      case "Runtime.exceptionThrown" -> faults.add(params.toString());
      case "Runtime.consoleAPICalled" -> faults.add(params.toString());
      case "Log.entryAdded" -> faults.add(params.toString());
      case "Page.loadEventFired" -> loaded.complete(null);
      default -> {
        // Other events say nothing that is asked here.
      }
    }
  }

  private static final class Listener implements WebSocket.Listener {

    private final Consumer<String> messages;
    private final StringBuilder part = new StringBuilder();

    Listener(Consumer<String> messages) {
      this.messages = messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        String whole = part.toString();
        part.setLength(0);
        messages.accept(whole);
      }
      ws.request(1);
      return null;
    }
  }
}
