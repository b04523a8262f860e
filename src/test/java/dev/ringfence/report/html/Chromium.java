package dev.ringfence.report.html;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A Chromium without a window and with one page, spoken to by its DevTools protocol
/// (chromedevtools.github.io/devtools-protocol).
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser");
  private static final String LISTENING = "DevTools listening on ws://";

  /// What the page says without being asked.
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        told(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger last = new AtomicInteger();
  private final WebSocket socket;

  private Chromium(Process process) throws IOException, InterruptedException {
    this.process = process;
    URI page = URI.create("http://" + host(process.errorReader()) + "/json/new?about:blank");
    HttpRequest request =
        HttpRequest.newBuilder(page).PUT(HttpRequest.BodyPublishers.noBody()).build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    JsonObject target = JsonParser.parseString(answer).getAsJsonObject();
    URI address = URI.create(target.get("webSocketDebuggerUrl").getAsString());
    socket = client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", "{}");
    }
  }

  /// Starts one, or gives null where none is installed.
  ///
  /// @param folder for what it keeps
  static @Nullable Chromium start(Path folder) throws InterruptedException {
    for (String name : NAMES) {
      try {
        Process process =
            new ProcessBuilder(
                    name,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + folder,
                    "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Chromium(process);
      } catch (IOException _) {
        // It may have the other name.
      }
    }
    return null;
  }

  private static String host(BufferedReader errors) throws IOException {
    String line = errors.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = errors.readLine();
    }
    if (line == null) {
      throw new IOException("it does not start");
    }
    Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {}));
    String rest = line.substring(LISTENING.length());
    return rest.substring(0, rest.indexOf('/'));
  }

  private void told(JsonObject message) {
    CompletableFuture<JsonObject> answer =
        message.has("id") ? asked.remove(message.get("id").getAsInt()) : null;
    if (answer == null) {
      events.add(message);
    } else {
      answer.complete(message);
    }
  }

  private JsonObject call(String method, String parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    asked.put(id, answer);
    String text = "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters);
    socket.sendText(text, true).join();
    JsonObject message = answer.orTimeout(120, TimeUnit.SECONDS).join();
    if (!message.has("result")) {
      throw new IllegalStateException(message.toString());
    }
    return message.getAsJsonObject("result");
  }

  private static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  /// Opens a file and waits until its script has shown everything, or has failed.
  void open(Path file, int width) throws InterruptedException {
    events.clear();
    call(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}".formatted(width));
    call("Page.navigate", "{\"url\":%s}".formatted(quoted(file.toUri().toString())));
    while (!isLoaded() || (errors().isEmpty() && !isShown())) {
      Thread.sleep(20);
    }
  }

  private boolean isLoaded() {
    return evaluate("document.readyState").equals("complete");
  }

  private boolean isShown() {
    return evaluate("document.documentElement.dataset.ready").equals("true");
  }

  /// What a JavaScript expression comes to, as a text.
  String evaluate(String expression) {
    String wrapped = quoted("String(" + expression + ")");
    JsonObject result = call("Runtime.evaluate", "{\"expression\":%s}".formatted(wrapped));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.toString());
    }
    JsonElement value = result.getAsJsonObject("result").get("value");
    return value == null ? "" : value.getAsString();
  }

  /// Presses a key on what has the focus.
  void press(String key) {
    String text = key.length() == 1 ? ",\"text\":" + quoted(key) : "";
    String down = "{\"type\":\"keyDown\",\"key\":%s%s}".formatted(quoted(key), text);
    call("Input.dispatchKeyEvent", down);
    call("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":%s}".formatted(quoted(key)));
  }

  /// What of the page is to be seen, as PNG in base64.
  String picture() {
    return call("Page.captureScreenshot", "{\"format\":\"png\"}").get("data").getAsString();
  }

  /// All exceptions, errors and warnings of the page.
  List<String> errors() {
    return events.stream()
        .filter(event -> event.has("method"))
        .filter(
            event ->
                switch (event.get("method").getAsString()) {
                  case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" ->
                      true;
                  default -> false;
                })
        .map(JsonObject::toString)
        .toList();
  }

  /// The addresses that were fetched.
  List<String> fetched() {
    return events.stream()
        .filter(event -> event.has("method"))
        .filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
        .map(event -> event.getAsJsonObject("params").getAsJsonObject("request"))
        .map(request -> request.get("url").getAsString())
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /// The bytes of what [#picture] gives.
  static byte[] decoded(String picture) {
    return Base64.getDecoder().decode(picture.getBytes(StandardCharsets.US_ASCII));
  }
}
