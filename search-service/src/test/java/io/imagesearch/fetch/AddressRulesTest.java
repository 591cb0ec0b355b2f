package io.imagesearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void refuses(String address) {
    assertThat(AddressRules.isPublic(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2001:200::1",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1"
      })
  void takesPublicAddresses(String address) {
    assertThat(AddressRules.isPublic(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void takesWhatTheOperatorAllowsAndNoMore() {
    AddressRules rules = rules("10.1.0.0/16", "fd12::/32", "192.168.7.9", "10.2.4.0/22");

    assertThat(rules.permit(InetAddress.ofLiteral("10.1.255.1"))).isTrue();
    assertThat(rules.permit(InetAddress.ofLiteral("10.3.0.1"))).isFalse();
    assertThat(rules.permit(InetAddress.ofLiteral("10.2.7.255"))).isTrue();
    assertThat(rules.permit(InetAddress.ofLiteral("10.2.8.0"))).isFalse();
    assertThat(rules.permit(InetAddress.ofLiteral("fd12::5"))).isTrue();
    assertThat(rules.permit(InetAddress.ofLiteral("fd13::5"))).isFalse();
    assertThat(rules.permit(InetAddress.ofLiteral("192.168.7.9"))).isTrue();
    assertThat(rules.permit(InetAddress.ofLiteral("192.168.7.8"))).isFalse();
    assertThat(rules.permit(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com/8", "10/8", ""})
  void refusesABlockThatIsNone(String block) {
    assertThatThrownBy(() -> AddressBlock.parse(block))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AddressRules rules(String... allowed) {
    return new AddressRules(List.of(allowed).stream().map(AddressBlock::parse).toList());
  }
}
