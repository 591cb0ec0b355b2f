package io.imagesearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.fetch.FetchException.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureUrlTest {
  private static final Set<Integer> PORTS = Set.of(80, 443);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example.com/a.jpg",
        "//example.com/a.jpg",
        "http:",
        "http://",
        "http:///a",
        "http:example.com",
        "file:///etc/passwd",
        "ftp://example.com/a",
        "gopher://example.com/",
        "jar:http://example.com!/",
        "data:image/png;base64,AAAA",
        "http://localhost/",
        "http://intranet/",
        "http://example.com./",
        "http://127.1/",
        "http://127.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.01/",
        "http://127.0.0.1./",
        "http://1.2.3.256/",
        "http://1.2.3.4.5/",
        "http://%31%32%37.0.0.1/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://ex\u00e4mple.com/",
        "http://user@example.com/",
        "http://user:pass@example.com/",
        "http://example.com@127.0.0.1/",
        "http://@example.com/",
        "http://example.com\\@10.0.0.1/",
        "http:\\\\example.com/",
        "http://example.com:22/",
        "http://example.com:8080/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:-80/",
        "http://[::1%25lo]/",
        "http://[::1/",
        "http://[v1.a]/",
        "http://example.com/\r\nHost: x",
        "http://example.com/a b",
        "http://exa\tmple.com/",
        "http://example.com\u0000/",
        "http://-example.com/",
        "http://example..com/",
        "http://.example.com/"
      })
  void refusesEverySpellingThatHasTwoReadings(String url) {
    assertThatThrownBy(() -> PictureUrl.parse(url, PORTS))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED));
  }

  @Test
  void refusesAnEndlessAddress() {
    assertThatThrownBy(() -> PictureUrl.parse("http://example.com/" + "a".repeat(2048), PORTS))
        .isInstanceOf(FetchException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com/a/shoe.jpg?x=1#y, example.com, 80, shoe.jpg",
    "HTTPS://Example.COM/, example.com, 443, ''",
    "https://example.com:443, example.com, 443, ''",
    "http://8.8.8.8/p%20q.png, 8.8.8.8, 80, p q.png",
    "http://xn--exmple-cua.com/%2e%2e%2fa, xn--exmple-cua.com, 80, a",
    "http://example.com/%0d%0a.jpg, example.com, 80, ''",
    "'http://[::ffff:7f00:1]/', 127.0.0.1, 80, ''",
    "'http://[2606:4700::1111]/a', 2606:4700:0:0:0:0:0:1111, 80, a"
  })
  void readsTheRest(String url, String host, int port, String fileName) throws FetchException {
    PictureUrl read = PictureUrl.parse(url, PORTS);

    assertThat(read.host()).isEqualTo(host);
    assertThat(read.port()).isEqualTo(port);
    assertThat(read.fileName()).isEqualTo(fileName);
  }

  @Test
  void followsARedirectLikeAnAddressThatWasSent() throws FetchException {
    PictureUrl secure = PictureUrl.parse("https://example.com/a/b", PORTS);

    assertThat(secure.redirected("../c.jpg", PORTS).uri()).hasToString("https://example.com/c.jpg");
    assertThat(secure.redirected("//other.example/c", PORTS).host()).isEqualTo("other.example");
    assertThatThrownBy(() -> secure.redirected("http://example.com/c", PORTS))
        .isInstanceOf(FetchException.class);
    assertThatThrownBy(() -> secure.redirected("file:///etc/passwd", PORTS))
        .isInstanceOf(FetchException.class);
    assertThatThrownBy(() -> secure.redirected("https://example.com:8443/", PORTS))
        .isInstanceOf(FetchException.class);
  }
}
