package io.millwright.quality.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.profile.Profile;
import io.millwright.schema.Schema;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsJsonTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .key("id")
          .numeric("x")
          .categorical("plan")
          .date("day")
          .timestamp("at", ZoneOffset.UTC)
          .build();

  private static Expectations all() {
    Schema numbers = Schema.builder().numeric("x").build();
    Profile profile = Profile.of(Table.of(numbers, List.of(NumericColumn.of(0.1, 0.2, 1e300, -7))));
    Schema people = Schema.builder().text("name").build();
    Table known = Table.of(people, List.of(TextColumn.of(List.of("Ann", "Bob", "\ud800"))));
    return Expectations.over(SCHEMA)
        .required("id")
        .inRange("x", 0.1, Double.POSITIVE_INFINITY)
        .upTo(0.01)
        .inRange("day", LocalDate.of(2020, 1, 1), LocalDate.MAX.withYear(9999))
        .inRange("at", Instant.EPOCH, Instant.parse("2200-01-01T00:00:00.000000001Z"))
        .inSet("plan", "b", "a", "\ud800", "")
        .warning()
        .uniqueKey("id", "plan")
        .matches("plan", Pattern.compile("A+\\w{2,3}", Pattern.CASE_INSENSITIVE))
        .monotone("at")
        .monotone("day", "id")
        .foreignKey("id", known, "name")
        .rowCount(1, Long.MAX_VALUE)
        .likeProfile(profile, 0.25)
        .build();
  }

  @Test
  void json_everyKind_readsBackEqual() {
    String json = all().toJson();
    Expectations read = Expectations.fromJson(json);
    assertThat(read).isEqualTo(all());
    assertThat(read.toJson()).isEqualTo(json);
    assertThat(read.list()).isEqualTo(all().list());
    assertThat(json).doesNotContain("Ann", "Bob");
  }

  @Test
  void json_cutOrChanged_neverFailsInAnotherWay() {
    String json = all().toJson();
    for (int length = 0; length < json.length(); length += 7) {
      String cut = json.substring(0, length);
      assertThatIllegalArgumentException().isThrownBy(() -> Expectations.fromJson(cut));
    }
    List<String> other = new ArrayList<>();
    for (int at = 0; at < json.length(); at += 3) {
      String changed = json.substring(0, at) + "9" + json.substring(at + 1);
      try {
        other.add(Expectations.fromJson(changed).toJson());
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
    assertThat(other).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[] ~ must be a JSON object",
        "{'formatVersion':2,'fields':[],'expectations':[]} ~ 'formatVersion' must be 1",
        "{'formatVersion':1,'fields':[],'expectations':[]} ~ must be at least one",
        "{'formatVersion':1,'fields':[],'expectations':[],'more':1} ~ one is not",
        "{'formatVersion':1,'formatVersion':1,'fields':[],'expectations':[]} ~ within the parser",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'REQUIRED','fields':['b'],'upTo':0,'severity':'BLOCKING'}]} ~ must be in the schema",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'REQUIRED','fields':['a'],'upTo':7,'severity':'BLOCKING'}]} ~ from 0 to 1; was 7",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'REQUIRED','fields':['a'],'upTo':0,'severity':'MILD'}]} ~ must be one of [BLOCKING, WARNING]",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'MATCHES','fields':['a'],'upTo':0,'severity':'BLOCKING','regex':'(','flags':0}]} ~ must be a regular expression",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'MATCHES','fields':['a'],'upTo':0,'severity':'BLOCKING','regex':'(?:(?:){2147483647}){9}','flags':0}]} ~ must demand at most 1000",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'MATCHES','fields':['a'],'upTo':0,'severity':'BLOCKING','regex':'a','flags':4096}]} ~ must be flags",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'FOREIGN_KEY','fields':['a'],'upTo':0,'severity':'BLOCKING','keyField':'k','keyType':'TEXT','keys':'AAAA'}]} ~ ascending keys",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'},{'name':'b','type':'TEXT'}],'expectations':[{'kind':'REQUIRED','fields':['a'],'upTo':0,'severity':'BLOCKING'}]} ~ one is in none",
        "{'formatVersion':1,'fields':[{'name':'a','type':'TEXT'}],'expectations':[{'kind':'MONOTONE','fields':[],'upTo':0,'severity':'BLOCKING'}]} ~ one name or two",
        "{'formatVersion':1,'fields':[{'name':'a','type':'NUMERIC'}],'expectations':[{'kind':'IN_RANGE','fields':['a'],'upTo':0,'severity':'BLOCKING','low':1e999}]} ~ must be a finite number",
      })
  void json_hostile_isRefused(String json, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expectations.fromJson(json.replace('\'', '"')))
        .withMessageContaining(reason);
  }

  @Test
  void json_deepOrLong_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expectations.fromJson("[".repeat(100_000)));
    String regex = "a".repeat(PatternRule.MOST_REGEX + 1);
    String json = Expectations.over(SCHEMA).matches("plan", Pattern.compile("a")).build().toJson();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Expectations.fromJson(
                    json.replace("\"regex\":\"a\"", "\"regex\":\"" + regex + "\"")))
        .withMessageContaining("at most 1000 characters");
  }
}
