package io.imagesearch.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A value stays one value on one line, whatever is in it. */
class AuditLogTest {

  @Test
  void quotesWhatCouldPassForSomethingElse() {
    assertThat(AuditLog.value("ann@example.org")).isEqualTo("ann@example.org");
    assertThat(AuditLog.value("Jürgen")).isEqualTo("Jürgen");
    assertThat(AuditLog.value("/srv/data/keys.json")).isEqualTo("/srv/data/keys.json");
    assertThat(AuditLog.value(null)).isEqualTo("-");
    assertThat(AuditLog.value("")).isEqualTo("-");
    assertThat(AuditLog.value("a b=c")).isEqualTo("\"a b=c\"");
    assertThat(AuditLog.value("a\r\nkey=b")).isEqualTo("\"a\\u000d\\u000akey=b\"");
    assertThat(AuditLog.value("a\u2028b\u202ec\u0085")).isEqualTo("\"a\\u2028b\\u202ec\\u0085\"");
    assertThat(AuditLog.value("\" outcome=\"ok")).isEqualTo("\"\\\" outcome=\\\"ok\"");
    assertThat(AuditLog.value("\\")).isEqualTo("\"\\\\\"");
  }
}
