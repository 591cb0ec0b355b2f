package io.imagesearch.operator.check;

import io.imagesearch.operator.store.SecretKeys;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.milvus.shaded.io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Channels that live for one check. All share one thread. */
final class Grpc {
  private static final EventLoopGroup LOOP =
      new NioEventLoopGroup(1, new DefaultThreadFactory("checks-grpc", true));

  private Grpc() {}

  static ManagedChannel open(String host, int port, boolean tls, Optional<SecretData> secret)
      throws IOException, GeneralSecurityException {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(host, port)
            .eventLoopGroup(LOOP)
            .channelType(NioSocketChannel.class)
            .executor(Thread::startVirtualThread)
            .offloadExecutor(Thread::startVirtualThread)
            // What fails is told at once and not tried again.
            .disableRetry();
    if (!tls) {
      return builder.usePlaintext().build();
    }
    SslContextBuilder context =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    Optional<String> authorities = secret.flatMap(each -> each.get(SecretKeys.CA));
    if (authorities.isPresent()) {
      context.trustManager(Tls.trust(authorities.get()));
    }
    Optional<String> certificate = secret.flatMap(each -> each.get(SecretKeys.CERTIFICATE));
    if (certificate.isPresent()) {
      context.keyManager(Tls.keys(certificate.get(), secret.orElseThrow().require(SecretKeys.KEY)));
    }
    return builder.sslContext(context.build()).build();
  }
}
