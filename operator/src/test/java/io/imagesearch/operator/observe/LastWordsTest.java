package io.imagesearch.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordsTest {

  @Test
  void areTheLastLine() {
    assertThat(LastWords.of("starting\nimage-search can't start: no such bucket\n\n"))
        .isEqualTo("image-search can't start: no such bucket");
  }

  @Test
  void areTheInnermostCauseOfAFailure() {
    String trace =
        """
        ERROR Application run failed
        BeanCreationException: Error creating bean with name 'imageStore'
        \tat org.springframework.Factory.make(Factory.java:10) ~[spring.jar:7]
        \t... 63 common frames omitted
        Caused by: java.lang.NoClassDefFoundError: jdk/net/Sockets
        \t... 80 common frames omitted
        Caused by: java.lang.ClassNotFoundException: jdk.net.Sockets
        \tat java.base/jdk.internal.loader.Loader.load(Unknown Source)
        \t... 114 more
        """;

    assertThat(LastWords.of(trace)).isEqualTo("java.lang.ClassNotFoundException: jdk.net.Sockets");
  }

  @Test
  void areToldToBeMissing() {
    assertThat(LastWords.of(null)).isEqualTo("it wrote nothing");
    assertThat(LastWords.of(" \n\tat a.B.c(D.java:1)\n")).isEqualTo("it wrote nothing");
  }
}
