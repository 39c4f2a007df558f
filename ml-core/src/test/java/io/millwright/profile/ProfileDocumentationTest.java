package io.millwright.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProfileDocumentationTest {

  private static final Pattern SNIPPET = Pattern.compile("(?s) *// snippet \\w+\n(.*?)\n *// end");
  private static final Pattern FENCE = Pattern.compile("(?s)```java\n(.*?)\n```");

  @Test
  void documentation_everyJavaBlock_isCodeThatWasCompiled() throws IOException {
    List<String> compiled =
        blocks(SNIPPET, "src/test/java/io/millwright/profile/ProfileSnippets.java");
    List<String> shown = blocks(FENCE, "../docs/concepts/profile.md");
    assertThat(shown).isNotEmpty().isEqualTo(compiled);
  }

  @Test
  void snippets_run_asTheDocumentationSays() {
    RowBuffer row = new RowBuffer(ProfileSnippets.schema());
    row.setString(0, "k");
    row.setNumber(1, 30_000);
    row.setString(2, "north");
    row.setInteger(3, 0);
    Table training = Table.builder(ProfileSnippets.schema()).add(row).build();
    Profile reference = ProfileSnippets.make(training, new double[] {0.1, 0.4});

    row.setNumber(1, 50_000);
    Profile here = ProfileSnippets.record(reference.toJson(), row, 0.3);
    row.setMissing(1);
    Profile elsewhere = ProfileSnippets.record(reference.toJson(), row, 0.2);

    assertThat(ProfileSnippets.merge(reference, here, elsewhere)).isEqualTo(2);
  }

  private static List<String> blocks(Pattern pattern, String file) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
    while (matcher.find()) {
      blocks.add(matcher.group(1).stripIndent());
    }
    return blocks;
  }
}
