package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.cli.Invocation.Client;
import io.imagesearch.cli.Invocation.Serve;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {

  @Test
  void servesWithoutACommand() {
    assertThat(Invocation.of()).isEqualTo(new Serve(List.of()));
    assertThat(Invocation.of("--server.port=1", "--debug"))
        .isEqualTo(new Serve(List.of("--server.port=1", "--debug")));
  }

  @Test
  void servesWithWhatFollowsTheCommand() {
    assertThat(Invocation.of("serve", "--server.port=1"))
        .isEqualTo(new Serve(List.of("--server.port=1")));
  }

  @Test
  void leavesHelpAndCommandsToTheClient() {
    for (String first : List.of("--help", "-h", "--version", "-V", "ingest", "search", "frob")) {
      assertThat(Invocation.of(first)).isEqualTo(new Client(List.of(first)));
    }
    assertThat(Invocation.of("serve", "--help")).isInstanceOf(Client.class);
    assertThat(Invocation.of("--url", "x", "status")).isInstanceOf(Client.class);
  }

  @Test
  void startsNoServerWhereAPropertyIsMiswritten() {
    assertThat(Invocation.of("--server.port", "1"))
        .isEqualTo(new Client(List.of("serve", "--server.port", "1")));
    assertThat(Cli.run("serve", "--server.port", "1"))
        .satisfies(end -> assertThat(end.code()).isEqualTo(2))
        .satisfies(end -> assertThat(end.err()).contains("'1' is no property"));
  }
}
