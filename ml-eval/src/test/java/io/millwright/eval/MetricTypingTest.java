package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricTypingTest {

  @TempDir Path folder;

  @Test
  void metric_ofTheTask_compiles() {
    assertThat(errors("Evaluator.of(Task.binary()).metric(BinaryMetrics.rocAuc());")).isEmpty();
    assertThat(errors("Evaluator.of(Task.regression()).metric(RegressionMetrics.r2());")).isEmpty();
  }

  @Test
  void metric_ofAnotherTask_doesNotCompile() {
    assertThat(errors("Evaluator.of(Task.regression()).metric(BinaryMetrics.rocAuc());"))
        .isNotEmpty();
    assertThat(errors("Evaluator.of(Task.binary()).metric(MulticlassMetrics.rocAuc());"))
        .isNotEmpty();
  }

  private List<?> errors(String statement) {
    String source =
        "import io.millwright.eval.*; import io.millwright.eval.metric.*;"
            + " import io.millwright.model.*; class Probe { void probe() { "
            + statement
            + " } }";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    compiler
        .getTask(
            null,
            null,
            found,
            List.of("-proc:none", "-cp", classPath, "-d", folder.toString()),
            null,
            List.of(new Source(source)))
        .call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == javax.tools.Diagnostic.Kind.ERROR)
        .map(d -> d.getMessage(java.util.Locale.ROOT))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Probe.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
