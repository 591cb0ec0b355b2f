package io.imagesearch.operator.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import io.milvus.shaded.io.grpc.CallOptions;
import io.milvus.shaded.io.grpc.Channel;
import io.milvus.shaded.io.grpc.ClientInterceptors;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.MethodDescriptor;
import io.milvus.shaded.io.grpc.stub.ClientCalls;
import io.milvus.shaded.io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The calls of etcd's API that are made here. The JSON form of that API won't do: it is off here
 * and there, and asks for a server certificate that is a client's, too.
 */
final class EtcdCalls {
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  /** Says at once that there is no leader, and waits for none. */
  private static final Metadata.Key<String> LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

  private static final int HEADER_OR_FIRST = 1;
  private static final int SECOND = 2;
  private static final int LIMIT = 3;
  private static final int VALUE = 5;
  private static final int LEASE = 6;
  private static final int KEYS_ONLY = 8;

  private final Channel channel;
  private final CallOptions options;

  EtcdCalls(Channel channel, CallOptions options) {
    this(channel, options, Optional.empty());
  }

  private EtcdCalls(Channel channel, CallOptions options, Optional<String> token) {
    Metadata headers = new Metadata();
    headers.put(LEADER, "true");
    token.ifPresent(text -> headers.put(TOKEN, text));
    this.channel =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    this.options = options;
  }

  /** The same as a user. */
  EtcdCalls as(String user, String password) {
    UnknownFieldSet answer =
        call(
            "etcdserverpb.Auth/Authenticate",
            UnknownFieldSet.newBuilder()
                .addField(HEADER_OR_FIRST, text(user))
                .addField(SECOND, text(password))
                .build());
    ByteString token = answer.getField(SECOND).getLengthDelimitedList().getFirst();
    return new EtcdCalls(channel, options, Optional.of(token.toStringUtf8()));
  }

  /** Reads one key of a range, agreed upon by a quorum. */
  void read(String first, String end) {
    call(
        "etcdserverpb.KV/Range",
        UnknownFieldSet.newBuilder()
            .addField(HEADER_OR_FIRST, text(first))
            .addField(SECOND, text(end))
            .addField(LIMIT, number(1))
            .addField(KEYS_ONLY, number(1))
            .build());
  }

  /**
   * A key that ends with its lease.
   *
   * @param lease number of the lease, 0 without one
   */
  record Leased(String key, ByteString value, long lease) {}

  /** All keys of a range, agreed upon by a quorum. */
  List<Leased> list(String first, String end) {
    UnknownFieldSet answer =
        call(
            "etcdserverpb.KV/Range",
            UnknownFieldSet.newBuilder()
                .addField(HEADER_OR_FIRST, text(first))
                .addField(SECOND, text(end))
                .build());
    return answer.getField(SECOND).getLengthDelimitedList().stream()
        .map(each -> leased(parse(each.newCodedInput())))
        .toList();
  }

  /** Ends a lease, and the keys that it holds. */
  void revoke(long lease) {
    call(
        "etcdserverpb.Lease/LeaseRevoke",
        UnknownFieldSet.newBuilder().addField(HEADER_OR_FIRST, number(lease)).build());
  }

  private static Leased leased(UnknownFieldSet entry) {
    return new Leased(
        bytes(entry.getField(HEADER_OR_FIRST)).toStringUtf8(),
        bytes(entry.getField(VALUE)),
        entry.getField(LEASE).getVarintList().stream().findFirst().orElse(0L));
  }

  /** Kinds of the alarms that there are: 1 for a full database, 2 for a corrupt one. */
  List<Long> alarms() {
    UnknownFieldSet answer =
        call("etcdserverpb.Maintenance/Alarm", UnknownFieldSet.getDefaultInstance());
    return answer.getField(SECOND).getLengthDelimitedList().stream()
        .flatMap(alarm -> parse(alarm.newCodedInput()).getField(SECOND).getVarintList().stream())
        .toList();
  }

  private UnknownFieldSet call(String method, UnknownFieldSet request) {
    return ClientCalls.blockingUnaryCall(
        channel,
        MethodDescriptor.<UnknownFieldSet, UnknownFieldSet>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method)
            .setRequestMarshaller(new Fields())
            .setResponseMarshaller(new Fields())
            .build(),
        options,
        request);
  }

  private static UnknownFieldSet.Field text(String text) {
    return UnknownFieldSet.Field.newBuilder()
        .addLengthDelimited(ByteString.copyFromUtf8(text))
        .build();
  }

  private static ByteString bytes(UnknownFieldSet.Field field) {
    return field.getLengthDelimitedList().stream().findFirst().orElse(ByteString.EMPTY);
  }

  private static UnknownFieldSet.Field number(long number) {
    return UnknownFieldSet.Field.newBuilder().addVarint(number).build();
  }

  private static UnknownFieldSet parse(CodedInputStream stream) {
    try {
      return UnknownFieldSet.parseFrom(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message by the numbers of its fields. */
  private static final class Fields implements MethodDescriptor.Marshaller<UnknownFieldSet> {
    @Override
    public InputStream stream(UnknownFieldSet value) {
      return new ByteArrayInputStream(value.toByteArray());
    }

    @Override
    public UnknownFieldSet parse(InputStream stream) {
      return EtcdCalls.parse(CodedInputStream.newInstance(stream));
    }
  }
}
